// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/textwriter.h"

#include "engine/model/number.h"

#include <QMetaEnum>

namespace podium::engine
{
namespace
{
/// Device texts may hold anything; a line stays one line, and a terminal gets no control characters.
QString printable(QString text)
{
    for (QChar &c : text)
        if (c.category() == QChar::Other_Control)
            c = QChar(QChar::ReplacementCharacter);
    return text;
}

template <class E>
QString word(E value)
{
    return QString::fromLatin1(QMetaEnum::fromType<E>().valueToKey(static_cast<int>(value))).toLower();
}

QString secondsText(std::chrono::duration<double> time) { return numberText(time.count(), 1) + QStringLiteral(" s"); }

QString taskName(const TaskInfo &task) { return QStringLiteral("task %1, %2").arg(QString::number(task.id), task.label); }

QString waitText(const LockWaitInfo &wait)
{
    return wait.holder == 0 ? QStringLiteral("the lock of %1").arg(wait.address)
                            : QStringLiteral("the lock of %1, held by task %2").arg(wait.address, QString::number(wait.holder));
}

QString waitsText(const TaskInfo &task)
{
    QStringList texts;
    for (const LockWaitInfo &wait : task.waits)
        texts << waitText(wait);
    return texts.isEmpty() ? task.waitingFor : texts.join(QStringLiteral(" and "));
}

QString stopText(const std::optional<bool> &confirmed)
{
    if (!confirmed)
        return {};
    return *confirmed ? QStringLiteral(", stop confirmed") : QStringLiteral(", STOP NOT CONFIRMED");
}

QString endText(const TaskInfo &task)
{
    switch (task.outcome.value_or(Outcome::Failed)) {
    case Outcome::Succeeded:
        return {};
    case Outcome::Failed:
        return (QStringList(task.error) + task.causes).join(QStringLiteral(" Because: "));
    case Outcome::Cancelled:
        break;
    }
    const QString reason = word(task.reason.value_or(CancelReason::User));
    const QString problem = task.error.isEmpty() ? QString() : QStringLiteral(": ") + task.error;
    return QStringLiteral("cancelled (%1)%2%3").arg(reason, stopText(task.stopConfirmed), problem);
}

/// What is worth a line; empty if nothing is.
QString stateText(const TaskInfo &task)
{
    switch (task.state) {
    case TaskState::Queued:
        return {};
    case TaskState::Running:
        return task.waits.empty() ? QString() : QStringLiteral("waits for ") + waitsText(task);
    case TaskState::Paused:
        return QStringLiteral("paused");
    case TaskState::Cancelling:
        return QStringLiteral("cancelling");
    case TaskState::Finished:
        return endText(task);
    }
    return {};
}

template <class Specs>
QString names(const Specs &specs)
{
    QStringList names;
    for (const auto &spec : specs)
        names << spec.name;
    return names.join(QStringLiteral(", "));
}
} // namespace

TextWriter::TextWriter(ConsoleClock clock, LineSink sink) : m_clock(std::move(clock)), m_sink(std::move(sink)) {}

void TextWriter::write(const QString &line) { m_sink(printable(line).toUtf8()); }

void TextWriter::task(const TaskInfo &task)
{
    if (task.parent != 0)
        return;
    const QString text = stateText(task);
    QString &told = m_told[task.id];
    if (!text.isEmpty() && text != told)
        write(taskName(task) + QStringLiteral(": ") + text);
    told = text;
    if (task.isFinished())
        m_told.erase(task.id);
}

void TextWriter::result(const TaskInfo &task, const Value &value)
{
    write(taskName(task) + QStringLiteral(": ") + valueText(value));
}

void TextWriter::value(const ShownReading &shown)
{
    const Reading &reading = shown.reading;
    const bool isKnown = !std::holds_alternative<std::monostate>(reading.value);
    QStringList parts{isKnown ? valueText(reading.value, shown.decimals) : QStringLiteral("never read")};
    if (reading.severity != Severity::None)
        parts << QString(name(reading.severity)).toLower() + QStringLiteral(" alarm");
    if (reading.quality != Quality::Valid) {
        parts << QString(name(reading.quality)).toLower();
        if (isKnown)
            parts << secondsText(m_clock.now() - reading.time) + QStringLiteral(" old");
        if (!reading.reason.isEmpty())
            parts << reading.reason;
    }
    write(shown.address + QStringLiteral(" = ") + parts.join(QStringLiteral(", ")));
}

void TextWriter::stop(const StopReceipt &receipt)
{
    if (!receipt.finished)
        return;
    const auto confirmed = StopReceipt::milliseconds(receipt.requested, receipt.confirmed);
    write(QStringLiteral("stop %1: %2").arg(receipt.device, confirmed ? QStringLiteral("confirmed after %1 ms").arg(numberText(*confirmed, 1))
                                                                      : receipt.problem));
}

void TextWriter::latch(bool latched)
{
    write(latched ? QStringLiteral("STOP ALL is latched: motion and output are refused until reset.")
                  : QStringLiteral("STOP ALL is reset."));
}

void TextWriter::device(const DeviceDescription &device, DeviceState state)
{
    if (!device.problem.isEmpty()) {
        write(QStringLiteral("%1: cannot be used: %2").arg(device.id, device.problem));
        return;
    }
    write(QStringLiteral("%1: %2, %3, %4; parameters %5; commands %6")
              .arg(device.id, device.title, device.family, QString(name(state)).toLower(), names(device.parameters),
                   device.commands.empty() ? QStringLiteral("none") : names(device.commands)));
}

void TextWriter::check(const FileProblem &problem)
{
    QString place = problem.file;
    if (problem.line > 0)
        place += QStringLiteral(":%1:%2").arg(problem.line).arg(problem.column);
    if (!problem.key.isEmpty())
        place += QStringLiteral(": ") + problem.key;
    write(place + QStringLiteral(": ") + problem.message);
}

void TextWriter::probe(const ProbeReport &report)
{
    const bool isProposal = !report.proposal.isEmpty();
    write((isProposal ? QStringLiteral("# ") : QString()) + report.message);
    message((isProposal ? report.proposal : report.benchText).trimmed());
}

void TextWriter::error(const QString &where, const QString &message)
{
    write(where.isEmpty() ? message : QStringLiteral("%1: %2").arg(where, message));
}

void TextWriter::tasks(const std::vector<TaskInfo> &tasks)
{
    if (tasks.empty())
        write(QStringLiteral("no active tasks"));
    for (const TaskInfo &info : tasks) {
        QString line = QStringLiteral("%1: %2").arg(taskName(info), word(info.state));
        if (info.progress >= 0)
            line += QStringLiteral(", %1 %").arg(numberText(info.progress * 100, 0));
        if (!info.holds.isEmpty())
            line += QStringLiteral(", holds ") + info.holds.join(QStringLiteral(", "));
        if (const QString waits = waitsText(info); !waits.isEmpty())
            line += QStringLiteral(", waits for ") + waits;
        write(line);
    }
}

void TextWriter::locks(const std::vector<LockInfo> &locks)
{
    if (locks.empty())
        write(QStringLiteral("no locks"));
    for (const LockInfo &lock : locks) {
        QString line = lock.address + QStringLiteral(": ");
        if (lock.holder == 0)
            line += QStringLiteral("free");
        else
            line += QStringLiteral("held by task %1, %2 (%3), for %4")
                        .arg(QString::number(lock.holder), lock.holderLabel, lock.reason, secondsText(m_clock.now() - lock.since));
        QStringList waiters;
        for (const TaskId id : lock.waiters)
            waiters << QString::number(id);
        if (!waiters.isEmpty())
            line += QStringLiteral("; waiting: ") + waiters.join(QStringLiteral(", "));
        write(line);
    }
}

void TextWriter::message(const QString &text)
{
    for (const QString &line : text.split(QLatin1Char('\n')))
        write(line);
}
} // namespace podium::engine
