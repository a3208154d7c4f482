// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/journalrecorder.h"

#include "engine/locks/locktable.h"
#include "engine/model/bytetext.h"
#include "engine/record/taskruns.h"
#include "engine/stop/stopcontroller.h"

#include <QJsonArray>
#include <QMetaEnum>

namespace podium::engine
{
namespace
{
template <class E>
QString word(E value)
{
    return QString::fromLatin1(QMetaEnum::fromType<E>().valueToKey(static_cast<int>(value)));
}

void addTraffic(QJsonObject &details, const QStringList &traffic)
{
    if (!traffic.isEmpty())
        details[QStringLiteral("traffic")] = QJsonArray::fromStringList(traffic);
}

QJsonObject taskDetails(const TaskInfo &info)
{
    QJsonObject details;
    if (info.errorKind)
        details[QStringLiteral("error_kind")] = word(*info.errorKind);
    if (info.reason)
        details[QStringLiteral("reason")] = word(*info.reason);
    if (info.stopConfirmed)
        details[QStringLiteral("stop_confirmed")] = *info.stopConfirmed;
    if (!info.error.isEmpty())
        details[QStringLiteral("error")] = info.error;
    if (!info.causes.isEmpty())
        details[QStringLiteral("causes")] = QJsonArray::fromStringList(info.causes);
    addTraffic(details, info.traffic);
    if (info.parent != 0)
        details[QStringLiteral("parent")] = static_cast<qint64>(info.parent);
    if (info.startedAt && info.finishedAt)
        details[QStringLiteral("duration_ms")] = std::chrono::duration<double, std::milli>(*info.finishedAt - *info.startedAt).count();
    return details;
}

QJsonObject receiptDetails(const StopReceipt &receipt)
{
    QJsonObject details;
    const auto add = [&](const QString &key, const std::optional<TimePoint> &when) {
        if (const auto ms = StopReceipt::milliseconds(receipt.requested, when))
            details[key] = *ms;
    };
    add(QStringLiteral("first_byte_ms"), receipt.firstByte);
    add(QStringLiteral("acknowledged_ms"), receipt.acknowledged);
    add(QStringLiteral("confirmed_ms"), receipt.confirmed);
    details[QStringLiteral("steps")] = QJsonArray::fromStringList(receipt.steps);
    addTraffic(details, receipt.traffic);
    return details;
}
} // namespace

JournalRecorder::JournalRecorder(Journal &journal, Engine &engine, Bench &bench, StopController &stops)
    : m_journal(journal)
    , m_engine(engine)
    , m_bench(bench)
{
    connect(&engine, &Engine::taskChanged, this, &JournalRecorder::taskChanged);
    connect(&engine, &Engine::taskFinished, this, &JournalRecorder::taskFinished);
    connect(&engine, &Engine::stopFailed, this, &JournalRecorder::stopFailed);
    connect(&bench, &Bench::written, this, &JournalRecorder::written);
    connect(&bench, &Bench::refused, this, &JournalRecorder::refused);
    connect(&bench, &Bench::sentByHand, this, &JournalRecorder::sentByHand);
    connect(&bench, &Bench::deviceChanged, this, &JournalRecorder::deviceChanged);
    connect(&bench, &Bench::deviceAdded, this, [this](const Device &device) { deviceMoved(device, QStringLiteral("It has come to the bench.")); });
    connect(&bench, &Bench::deviceLeft, this, [this](const Device &device) { deviceMoved(device, QStringLiteral("It has left the bench.")); });
    connect(&bench, &Bench::moversChanged, this, &JournalRecorder::motionChanged);
    connect(&stops, &StopController::stopRequested, this, &JournalRecorder::stopRequested);
    connect(&stops, &StopController::markTaken, this, &JournalRecorder::markTaken);
    connect(&stops, &StopController::receiptChanged, this, &JournalRecorder::receiptChanged);
    connect(&stops, &StopController::latchChanged, this, &JournalRecorder::latchChanged);
    connect(&bench.locks(), &LockTable::lockBroken, this, &JournalRecorder::lockBroken);
}

JournalEntry JournalRecorder::entry(JournalKind kind) const
{
    JournalEntry entry;
    entry.kind = kind;
    entry.time = m_engine.now();
    return entry;
}

void JournalRecorder::taskChanged(const TaskInfo &info)
{
    if (info.isFinished() || m_running.contains(info.id))
        return;
    m_running.insert(info.id);
    auto started = entry(JournalKind::TaskStarted);
    started.address = info.owners.join(QStringLiteral(", "));
    started.task = info.id;
    started.by = info.startedBy;
    started.text = info.label;
    m_journal.append(std::move(started));
}

void JournalRecorder::taskFinished(const TaskInfo &info)
{
    m_running.remove(info.id);
    auto finished = entry(JournalKind::TaskFinished);
    finished.address = info.owners.join(QStringLiteral(", "));
    finished.task = info.id;
    finished.by = info.startedBy;
    finished.outcome = info.outcome ? word(*info.outcome) : QString();
    finished.text = info.label;
    finished.details = taskDetails(info);
    noteRun(finished.details, info, m_bench.name());
    m_journal.append(std::move(finished));
}

void JournalRecorder::stopFailed(const TaskInfo &info, const QString &error)
{
    auto failed = entry(JournalKind::Error);
    failed.address = info.owners.join(QStringLiteral(", "));
    failed.task = info.id;
    failed.by = info.startedBy;
    failed.text = QStringLiteral("The stop action of task %1, %2, failed: %3").arg(QString::number(info.id), info.label, error);
    m_journal.append(std::move(failed));
}

void JournalRecorder::written(const WriteRecord &record)
{
    JournalEntry write;
    write.kind = JournalKind::Write;
    write.time = record.time;
    write.address = record.address;
    write.task = record.task;
    write.by = record.by;
    write.before = record.before;
    write.after = record.after;
    if (!record.problem.isEmpty()) {
        write.outcome = QStringLiteral("Unknown");
        write.text = record.problem;
    }
    m_journal.append(std::move(write));
}

void JournalRecorder::refused(const QString &address, const QString &by, const QString &message)
{
    auto refusal = entry(JournalKind::Refusal);
    refusal.address = address;
    refusal.by = by;
    refusal.text = message;
    m_journal.append(std::move(refusal));
}

void JournalRecorder::sentByHand(const HandMessage &message)
{
    JournalEntry sent;
    sent.kind = JournalKind::Message;
    sent.time = message.time;
    sent.address = message.devices.join(QStringLiteral(", "));
    sent.task = message.task;
    sent.by = message.by;
    sent.text = byteText(message.message);
    sent.details[QStringLiteral("link")] = message.link;
    sent.details[QStringLiteral("asks_only")] = message.messageClass == MessageClass::Read;
    if (!message.reply.isNull())
        sent.details[QStringLiteral("reply")] = byteText(message.reply);
    if (!message.problem.isEmpty()) {
        sent.outcome = QStringLiteral("Unknown");
        sent.details[QStringLiteral("error")] = message.problem;
    }
    m_journal.append(std::move(sent));
}

void JournalRecorder::deviceChanged(const Device &device)
{
    auto &known = m_devices[device.id()];
    const auto state = device.state();
    if (known.state == state)
        return;
    known.state = state;
    if (state == DeviceState::Fault || state == DeviceState::Disconnected) {
        auto change = entry(JournalKind::Device);
        change.address = device.id();
        change.text = QStringLiteral("%1: %2").arg(QString(name(state)), device.stateReason());
        addTraffic(change.details, device.stateTraffic());
        m_journal.append(std::move(change));
    }
    motionChanged(device);
}

void JournalRecorder::deviceMoved(const Device &device, const QString &what)
{
    m_devices[device.id()].state = DeviceState::Disconnected;
    auto row = entry(JournalKind::Device);
    row.address = device.id();
    row.text = what;
    m_journal.append(std::move(row));
}

/// Told before the first byte of a motion leaves, and again when nobody moves the device and it says that it rests.
void JournalRecorder::motionChanged(const Device &device)
{
    auto &known = m_devices[device.id()];
    const auto state = device.state();
    const bool moving = state == DeviceState::Moving || !device.movers().empty();
    // A device that is gone or in fault may move on: only one that says it rests has ended its motion.
    const bool resting = !moving && state != DeviceState::Disconnected && state != DeviceState::Fault;
    if (known.moving ? !resting : !moving)
        return;
    known.moving = moving;
    auto motion = entry(moving ? JournalKind::MotionStarted : JournalKind::MotionEnded);
    motion.address = device.id();
    m_journal.append(std::move(motion));
}

void JournalRecorder::stopRequested(const QString &what, const QString &by)
{
    auto stop = entry(JournalKind::Stop);
    stop.address = what;
    stop.by = by;
    m_journal.append(std::move(stop));
}

void JournalRecorder::markTaken(const QString &device, const QString &by)
{
    auto taken = entry(JournalKind::MarkTaken);
    taken.address = device;
    taken.by = by;
    m_journal.append(std::move(taken));
}

void JournalRecorder::receiptChanged(const StopReceipt &receipt)
{
    auto &known = m_devices[receipt.device];
    const bool told = known.requested == receipt.requested && known.confirmed == receipt.isConfirmed();
    if (!receipt.finished || told)
        return;
    known.requested = receipt.requested;
    known.confirmed = receipt.isConfirmed();
    auto row = entry(JournalKind::Receipt);
    row.address = receipt.device;
    row.by = receipt.reason;
    row.after = receipt.isConfirmed() ? Value(true) : receipt.isOpen() ? Value(false) : Value();
    row.text = receipt.problem;
    row.details = receiptDetails(receipt);
    m_journal.append(std::move(row));
}

void JournalRecorder::latchChanged(bool latched, const QString &by)
{
    auto latch = entry(JournalKind::Latch);
    latch.address = QStringLiteral("all");
    latch.by = by;
    latch.after = latched;
    m_journal.append(std::move(latch));
}

void JournalRecorder::lockBroken(const QString &address, TaskId holder, const QString &by, bool revoked)
{
    auto broken = entry(JournalKind::LockBroken);
    broken.address = address;
    broken.task = holder;
    broken.by = by;
    broken.text = revoked ? QStringLiteral("revoked") : QStringLiteral("its holder is cancelled");
    m_journal.append(std::move(broken));
}
} // namespace podium::engine
