// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/tasktext.h"

#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"

#include <QCoreApplication>

namespace podium::ui
{
using engine::CancelReason;
using engine::ErrorKind;
using engine::Outcome;
using engine::TaskInfo;
using engine::TaskState;

namespace
{
QString tr(const char *text) { return QCoreApplication::translate("podium::ui::TaskText", text); }

QString reasonText(CancelReason reason)
{
    switch (reason) {
    case CancelReason::User:
        return tr("by a person");
    case CancelReason::Parent:
        return tr("with its parent");
    case CancelReason::Stopped:
        return tr("its device was stopped");
    case CancelReason::Shutdown:
        break;
    }
    return tr("the program ends");
}

QString kindText(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Timeout:
        return tr("timeout");
    case ErrorKind::Disconnected:
        return tr("disconnected");
    case ErrorKind::Refused:
        return tr("refused");
    case ErrorKind::Device:
        return tr("device");
    case ErrorKind::Deadlock:
        return tr("deadlock");
    case ErrorKind::Internal:
        break;
    }
    return tr("internal");
}

QString outcomeText(const TaskInfo &info)
{
    switch (info.outcome.value_or(Outcome::Succeeded)) {
    case Outcome::Succeeded:
        return tr("done");
    case Outcome::Failed:
        return tr("failed (%1): %2").arg(kindText(info.errorKind.value_or(ErrorKind::Internal)), oneLine(info.error));
    case Outcome::Cancelled:
        break;
    }
    auto why = tr("cancelled: %1").arg(reasonText(info.reason.value_or(CancelReason::User)));
    if (!info.stopConfirmed)
        return why;
    return *info.stopConfirmed ? tr("%1; stop confirmed").arg(why) : tr("!! STOP NOT CONFIRMED; %1").arg(why);
}

QString stateText(const TaskRow &row)
{
    const auto &info = row.info;
    switch (info.state) {
    case TaskState::Queued:
        return tr("queued");
    case TaskState::Running:
        return info.pauseRequested ? tr("pausing at the next safe point") : info.waits.empty() ? tr("running") : tr("waiting");
    case TaskState::Paused:
        return tr("paused");
    case TaskState::Cancelling: {
        const auto since = RefreshClock::instance().now() - row.cancellingSince.value_or(info.queuedAt);
        const auto what = info.owners.join(QStringLiteral(", "));
        return what.isEmpty() ? tr("cancelling for %1").arg(elapsedText(since))
                              : tr("cancelling: stopping %1 for %2").arg(oneLine(what, 80), elapsedText(since));
    }
    case TaskState::Finished:
        break;
    }
    return outcomeText(info);
}

/// What is over in the blink of an eye needs no forecast.
bool isWorthTelling(const engine::ExpectedTime &time) { return time.typical >= std::chrono::seconds(1); }

QString waitText(const TaskInfo &info, const TaskModel &model)
{
    QStringList parts;
    for (const auto &wait : info.waits)
        parts << (wait.holder ? tr("%1 (held by %2)").arg(oneLine(wait.address, 60), model.nameOf(wait.holder))
                              : tr("%1 (others are ahead)").arg(oneLine(wait.address, 60)));
    return parts.join(QStringLiteral(", "));
}
} // namespace

QString elapsedText(engine::Duration duration)
{
    const auto ms = std::max<qint64>(0, std::chrono::duration_cast<std::chrono::milliseconds>(duration).count());
    if (ms < 1000)
        return tr("%1 ms").arg(ms);
    if (ms < 60'000)
        return tr("%1 s").arg(QString::number(double(ms) / 1000, 'f', 1));
    const auto seconds = ms / 1000;
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    if (seconds < 3600)
        return QStringLiteral("%1:%2").arg(QString::number(seconds / 60), two(seconds % 60));
    return QStringLiteral("%1:%2:%3").arg(QString::number(seconds / 3600), two(seconds / 60 % 60), two(seconds % 60));
}

engine::Duration elapsedOf(const TaskInfo &info)
{
    return info.finishedAt.value_or(RefreshClock::instance().now()) - info.startedAt.value_or(info.queuedAt);
}

engine::Duration workedFor(const TaskRow &row)
{
    const auto begun = row.info.startedAt.value_or(row.info.queuedAt);
    return row.info.finishedAt.value_or(RefreshClock::instance().now()) - std::max(begun, row.workingSince.value_or(begun));
}

QString timeText(const TaskRow &row, const TaskModel &model)
{
    const auto expected = model.expected(row.info);
    return expected && isWorthTelling(*expected) ? tr("%1 of ~%2").arg(elapsedText(workedFor(row)), elapsedText(expected->typical))
                                                 : elapsedText(elapsedOf(row.info));
}

QString usualText(const engine::ExpectedTime &time)
{
    const auto typical = elapsedText(time.typical);
    const bool inSeconds = time.typical >= std::chrono::seconds(1) && time.spread < std::chrono::seconds(1);
    const auto spread = inSeconds ? tr("%1 s").arg(QString::number(std::chrono::duration<double>(time.spread).count(), 'f', 1))
                                  : elapsedText(time.spread);
    const bool isSpread = time.spread >= std::chrono::milliseconds(inSeconds ? 50 : 1); // else it is shown as none
    return isSpread ? tr("usually %1 ± %2").arg(typical, spread) : tr("usually %1").arg(typical);
}

std::optional<double> guessedProgress(const TaskRow &row, const TaskModel &model)
{
    constexpr double most = 0.95; // the end alone is the end
    const auto expected = model.expected(row.info);
    if (row.info.progress >= 0 || !expected || !isWorthTelling(*expected))
        return std::nullopt;
    return std::clamp(std::chrono::duration<double>(workedFor(row)) / std::chrono::duration<double>(expected->typical), 0.0, most);
}

TaskLook lookOf(const TaskInfo &info)
{
    switch (info.state) {
    case TaskState::Queued:
        return {Icon::StateStale, Tone::Muted};
    case TaskState::Running:
        return info.waits.empty() ? TaskLook{Icon::StateBusy, Tone::Busy} : TaskLook{Icon::Lock, Tone::Muted};
    case TaskState::Paused:
        return {Icon::Pause, Tone::Busy};
    case TaskState::Cancelling:
        return {Icon::Cancel, Tone::Minor};
    case TaskState::Finished:
        break;
    }
    if (info.outcome == Outcome::Failed || info.stopConfirmed == false)
        return {Icon::StateAlarm, Tone::Major};
    if (info.outcome == Outcome::Cancelled)
        return {Icon::Cancel, Tone::Muted};
    return {Icon::Apply, Tone::Muted};
}

QStringList taskLines(const TaskRow &row, const TaskModel &model)
{
    const auto &info = row.info;
    QStringList lines{stateText(row)};
    if (info.isFinished())
        return lines;
    if (!info.progressText.isEmpty())
        lines.front() += QStringLiteral(": ") + oneLine(info.progressText, 120);
    else if (info.waits.empty() && !info.waitingFor.isEmpty())
        lines.front() += QStringLiteral(": ") + tr("waiting for %1").arg(oneLine(info.waitingFor, 120));
    if (!info.waits.empty())
        lines << tr("waits for %1").arg(waitText(info, model));
    if (!info.holds.isEmpty())
        lines << tr("holds %1").arg(oneLine(info.holds.join(QStringLiteral(", ")), 200));
    return lines;
}

QString taskStory(const TaskRow &row, const TaskModel &model)
{
    const auto &info = row.info;
    QStringList lines{tr("%1 (task %2, started by %3)").arg(info.label, QString::number(info.id), info.startedBy)};
    lines << taskLines(row, model);
    const auto begun = info.startedAt.value_or(RefreshClock::instance().now());
    lines << tr("queued for %1, ran for %2").arg(elapsedText(begun - info.queuedAt), info.startedAt ? elapsedText(elapsedOf(info)) : tr("0 ms"));
    if (const auto expected = model.expected(info))
        lines << tr("%1, from %2 runs").arg(usualText(*expected), QString::number(expected->runs));
    for (const auto &cause : info.causes)
        lines << tr("because: %1").arg(cause);
    return lines.join(u'\n');
}
} // namespace podium::ui
