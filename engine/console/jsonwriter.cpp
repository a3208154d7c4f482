// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMetaEnum>

#include <cmath>

namespace podium::engine
{
namespace
{
QJsonValue null() { return QJsonValue(QJsonValue::Null); }

/// Six decimals are microseconds, or nanoseconds of milliseconds: no clock here is better.
double rounded(double number) { return std::round(number * 1e6) / 1e6; }

template <class E>
QJsonValue word(E value)
{
    return QLatin1StringView(QMetaEnum::fromType<E>().valueToKey(static_cast<int>(value)));
}

template <class E>
QJsonValue word(const std::optional<E> &value)
{
    return value ? word(*value) : null();
}

QJsonValue idOrNull(TaskId id) { return id == 0 ? null() : QJsonValue(static_cast<qint64>(id)); }
QJsonValue textOrNull(const QString &text) { return text.isEmpty() ? null() : QJsonValue(text); }
QJsonValue placeOrNull(int number) { return number > 0 ? QJsonValue(number) : null(); }

QJsonArray array(const std::vector<Refusal> &refusals)
{
    QJsonArray array;
    for (const Refusal &refusal : refusals)
        array << QJsonObject{{u"kind"_qs, word(refusal.kind)}, {u"address"_qs, refusal.address}, {u"message"_qs, refusal.message}};
    return array;
}

QJsonArray array(const std::vector<LockWaitInfo> &waits)
{
    QJsonArray array;
    for (const LockWaitInfo &wait : waits)
        array << QJsonObject{{u"address"_qs, wait.address}, {u"holder"_qs, idOrNull(wait.holder)}};
    return array;
}

QJsonArray array(const std::vector<TaskId> &ids)
{
    QJsonArray array;
    for (const TaskId id : ids)
        array << static_cast<qint64>(id);
    return array;
}

template <class Specs>
QJsonArray names(const Specs &specs)
{
    QJsonArray array;
    for (const auto &spec : specs)
        array << spec.name;
    return array;
}
} // namespace

JsonWriter::JsonWriter(ConsoleClock clock, LineSink sink) : m_clock(std::move(clock)), m_sink(std::move(sink)) {}

void JsonWriter::write(QLatin1StringView event, QJsonObject object)
{
    object.insert(u"event", event);
    object.insert(u"t", rounded(m_clock.seconds(m_clock.now())));
    m_sink(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonValue JsonWriter::milliseconds(const std::optional<TimePoint> &when) const
{
    return when ? QJsonValue(rounded(m_clock.seconds(*when) * 1000)) : null();
}

void JsonWriter::task(const TaskInfo &task)
{
    write(QLatin1StringView("task"),
          {{u"id"_qs, static_cast<qint64>(task.id)},
           {u"parent"_qs, idOrNull(task.parent)},
           {u"label"_qs, task.label},
           {u"started_by"_qs, task.startedBy},
           {u"state"_qs, word(task.state)},
           {u"outcome"_qs, word(task.outcome)},
           {u"error_kind"_qs, word(task.errorKind)},
           {u"error"_qs, textOrNull(task.error)},
           {u"causes"_qs, QJsonArray::fromStringList(task.causes)},
           {u"traffic"_qs, QJsonArray::fromStringList(task.traffic)},
           {u"refusals"_qs, array(task.refusals)},
           {u"reason"_qs, word(task.reason)},
           {u"stop_confirmed"_qs, task.stopConfirmed ? QJsonValue(*task.stopConfirmed) : null()},
           {u"progress"_qs, task.progress >= 0 ? QJsonValue(task.progress) : null()},
           {u"waiting_for"_qs, textOrNull(task.waitingFor)},
           {u"holds"_qs, QJsonArray::fromStringList(task.holds)},
           {u"waits"_qs, array(task.waits)}});
}

void JsonWriter::result(const TaskInfo &task, const Value &value)
{
    write(QLatin1StringView("result"),
          {{u"id"_qs, static_cast<qint64>(task.id)}, {u"value"_qs, valueJson(value)}, {u"unit"_qs, valueUnit(value)}});
}

void JsonWriter::value(const ShownReading &shown)
{
    const Reading &reading = shown.reading;
    const bool isKnown = !std::holds_alternative<std::monostate>(reading.value);
    const std::chrono::duration<double, std::milli> age = m_clock.now() - reading.time;
    write(QLatin1StringView("value"),
          {{u"address"_qs, shown.address},
           {u"value"_qs, valueJson(reading.value)},
           {u"unit"_qs, shown.unit.symbol()},
           {u"quality"_qs, name(reading.quality)},
           {u"severity"_qs, name(reading.severity)},
           {u"reason"_qs, textOrNull(reading.reason)},
           {u"age_ms"_qs, isKnown ? QJsonValue(rounded(age.count())) : null()}});
}

void JsonWriter::lock(const LockInfo &lock)
{
    write(QLatin1StringView("lock"),
          {{u"address"_qs, lock.address},
           {u"holder"_qs, idOrNull(lock.holder)},
           {u"reason"_qs, textOrNull(lock.reason)},
           {u"since"_qs, lock.holder != 0 ? QJsonValue(rounded(m_clock.seconds(lock.since))) : null()},
           {u"waiters"_qs, array(lock.waiters)}});
}

void JsonWriter::stop(const StopReceipt &receipt)
{
    const auto latency = StopReceipt::milliseconds(receipt.requested, receipt.firstByte);
    write(QLatin1StringView("stop"),
          {{u"device"_qs, receipt.device},
           {u"requested_ms"_qs, milliseconds(receipt.requested)},
           {u"first_byte_ms"_qs, milliseconds(receipt.firstByte)},
           {u"acknowledged_ms"_qs, milliseconds(receipt.acknowledged)},
           {u"confirmed_ms"_qs, milliseconds(receipt.confirmed)},
           {u"confirmed"_qs, receipt.isConfirmed()},
           {u"finished"_qs, receipt.finished},
           {u"latency_ms"_qs, latency ? QJsonValue(rounded(*latency)) : null()},
           {u"steps"_qs, QJsonArray::fromStringList(receipt.steps)},
           {u"problem"_qs, textOrNull(receipt.problem)}});
}

void JsonWriter::latch(bool latched) { write(QLatin1StringView("latch"), {{u"latched"_qs, latched}}); }

void JsonWriter::device(const DeviceDescription &device, DeviceState state)
{
    write(QLatin1StringView("device"),
          {{u"id"_qs, device.id},
           {u"title"_qs, device.title},
           {u"family"_qs, device.family},
           {u"state"_qs, name(state)},
           {u"parameters"_qs, names(device.parameters)},
           {u"commands"_qs, names(device.commands)},
           {u"problem"_qs, textOrNull(device.problem)}});
}

void JsonWriter::check(const FileProblem &problem)
{
    write(QLatin1StringView("check"),
          {{u"file"_qs, problem.file},
           {u"line"_qs, placeOrNull(problem.line)},
           {u"column"_qs, placeOrNull(problem.column)},
           {u"key"_qs, textOrNull(problem.key)},
           {u"message"_qs, problem.message}});
}

void JsonWriter::probe(const ProbeReport &report)
{
    write(QLatin1StringView("probe"),
          {{u"address"_qs, report.address},
           {u"outcome"_qs, report.outcome},
           {u"message"_qs, report.message},
           {u"instruments"_qs, QJsonArray::fromStringList(report.instruments)},
           {u"question"_qs, report.question},
           {u"identity"_qs, report.identity},
           {u"bench"_qs, textOrNull(report.benchText)},
           {u"proposal"_qs, textOrNull(report.proposal)}});
}

void JsonWriter::error(const QString &where, const QString &message)
{
    write(QLatin1StringView("error"), {{u"where"_qs, where}, {u"message"_qs, message}});
}

void JsonWriter::tasks(const std::vector<TaskInfo> &tasks)
{
    for (const TaskInfo &info : tasks)
        task(info);
}

void JsonWriter::locks(const std::vector<LockInfo> &locks)
{
    for (const LockInfo &info : locks)
        lock(info);
}

void JsonWriter::done(int exit) { write(QLatin1StringView("done"), {{u"exit"_qs, exit}}); }
} // namespace podium::engine
