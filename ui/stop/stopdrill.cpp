// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/stopdrill.h"

#include "ui/stop/stopmonitor.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/tasks/taskmodel.h"

#include <algorithm>

namespace podium::ui
{
using namespace engine;

namespace
{
constexpr Duration longestStep = std::chrono::seconds(20);
} // namespace

const QString StopDrill::by = QStringLiteral("stop drill");

StopDrill::StopDrill(StopMonitor &stops, Views &views, const Client &client, QObject *parent)
    : QObject(parent)
    , m_stops(stops)
    , m_views(views)
    , m_client(client.as(by))
{
    findMovers();
    connect(&views, &Views::benchChanged, this, [this](const BenchChange &change) {
        if (change.isOnlyShape() && !m_views.bench().simulated)
            return; // no drill is possible here
        end(tr("The bench was changed: the drill has ended."));
        findMovers();
        Q_EMIT changed();
    });
    connect(&stops, &StopMonitor::changed, this, &StopDrill::look);
    connect(&stops, &StopMonitor::stopRequested, this, [this](const QString &, const QString &who) {
        if (isRunning() && who != by)
            end(tr("%1 stopped something: the drill has ended, and what is latched stays so.").arg(oneLine(who, 40)));
    });
    connect(&stops, &StopMonitor::notConfirmed, this, [this](const StopReceipt &receipt) {
        if (isRunning())
            end(tr("%1 is not confirmed stopped: the drill has ended, and STOP ALL stays latched.").arg(oneLine(receipt.device, 60)));
    });
}

StopDrill::~StopDrill()
{
    setWatching(false);
    RefreshClock::instance().forget(this);
}

void StopDrill::setWatching(bool watching)
{
    if (std::exchange(m_watching, watching) == watching)
        return;
    for (const auto &mover : m_movers)
        watching ? mover.position->show() : mover.position->hide();
}

QString StopDrill::whyNot() const
{
    if (isRunning())
        return tr("A drill is under way.");
    if (!m_views.bench().simulated)
        return tr("This bench is not simulated: a drill would move its devices.");
    if (m_movers.empty())
        return tr("Nothing on this bench moves.");
    if (m_stops.isLatched())
        return tr("STOP ALL is latched: reset it first.");
    if (const int active = m_allTasks ? m_allTasks->active() : 0)
        return tr("A drill would end the tasks that are active: %1. Wait for them, or cancel them.").arg(active);
    return {};
}

void StopDrill::start(int rounds)
{
    if (!whyNot().isEmpty())
        return;
    m_samples.clear();
    m_round = 0;
    m_rounds = rounds;
    m_epoch = m_client.gate()->epoch();
    m_isCutShort = false;
    m_isAborted = false;
    RefreshClock::instance().listenToSeconds(this, [this] { checkTime(); });
    setWatching(true);
    issue(Step::Reading, [this](const DrillMover &mover) { return m_client.read(mover.position->address()); });
}

void StopDrill::finishEarly()
{
    m_isCutShort = m_isCutShort || m_round < m_rounds;
    m_rounds = std::min(m_rounds, m_round);
}

void StopDrill::abort()
{
    if (!isRunning())
        return;
    finishEarly();
    m_isAborted = true;
    if (m_step != Step::Stopping && m_step != Step::Resetting)
        end(tr("The drill was ended."));
}

void StopDrill::enter(Step step)
{
    m_step = step;
    m_since = RefreshClock::instance().now();
    Q_EMIT changed();
}

void StopDrill::issue(Step step, const std::function<std::optional<Task<Value>>(const DrillMover &)> &make)
{
    m_tasks.clear();
    enter(step);
    m_isIssuing = true; // on a virtual engine the first has ended before the second is asked for
    for (const auto &mover : m_movers) {
        const auto task = isRunning() ? make(mover) : std::nullopt;
        if (!task)
            continue;
        m_tasks.push_back({&mover, *task});
        task->finally(this, [this](const TaskInfo &info) { taskEnded(info); });
    }
    m_isIssuing = false;
    if (m_tasks.empty())
        end(tr("Nothing could be set in motion: nothing that moves has limits."));
    look();
}

bool StopDrill::isAtRest() const
{
    return std::none_of(m_movers.begin(), m_movers.end(), [](const auto &mover) { return mover.isBusy(); });
}

bool StopDrill::isAlone()
{
    const int others = m_allTasks ? m_allTasks->activeExcept(by) : 0;
    if (others > 0)
        end(tr("Tasks of others are active: %1. The drill has ended, so as not to stop them.").arg(others));
    return others == 0;
}

void StopDrill::startRound()
{
    if (!isAlone())
        return;
    ++m_round;
    issue(Step::Starting, [this](const DrillMover &mover) {
        const auto to = mover.farEnd();
        return to ? std::optional(move(mover, *to)) : std::nullopt;
    });
}

Task<Value> StopDrill::move(const DrillMover &mover, const Quantity &to) const
{
    return m_client.move(mover.position->address(), to, MoveKind::Absolute);
}

void StopDrill::taskEnded(const TaskInfo &task)
{
    const bool isOfThisStep = std::any_of(m_tasks.begin(), m_tasks.end(), [&task](const Work &work) { return work.task.id() == task.id; });
    if (!isOfThisStep)
        return;
    const bool wasStopped = task.outcome == Outcome::Cancelled && task.reason == CancelReason::Stopped;
    const bool failed = !task.succeeded() && (!wasStopped || m_step == Step::Returning);
    if (failed && m_step != Step::Idle && m_step != Step::Stopping)
        end(tr("%1: %2").arg(oneLine(task.label, 60), task.error.isEmpty() ? tr("cancelled.") : oneLine(task.error, 200)));
    else
        look();
}

/// Goes on when what the step waits for has come.
void StopDrill::look()
{
    if (m_isIssuing || !isRunning() || m_client.gate()->epoch() != m_epoch)
        return; // somebody else has pressed STOP ALL: who it was comes in a moment
    const auto allSucceeded = [this] {
        return std::all_of(m_tasks.begin(), m_tasks.end(), [](const Work &work) { return work.task.info().succeeded(); });
    };
    const bool allEnded = std::all_of(m_tasks.begin(), m_tasks.end(), [](const Work &work) { return work.task.isFinished(); });
    switch (m_step) {
    case Step::Idle:
        break;
    case Step::Reading:
        if (!allSucceeded() || !isAtRest() || !std::all_of(m_movers.begin(), m_movers.end(), [](const auto &mover) { return mover.isKnown(); }))
            return;
        if (m_rounds == 0)
            return end({});
        for (std::size_t i = 0; i < m_movers.size(); ++i)
            m_movers[i].home = std::get<Quantity>(m_tasks[i].task.result());
        startRound();
        return;
    case Step::Starting:
        lookAtMotion();
        return;
    case Step::Stopping:
        if (m_stops.status().phase == StopPhase::Stopped && allEnded)
            takeReceipts();
        return;
    case Step::Resetting:
        if (m_stops.status().phase != StopPhase::Ready || m_stops.isLatched())
            return;
        if (m_isAborted)
            return end(tr("The drill was ended."));
        if (isAtRest()) // so that a motion that is seen from now on is one of the next round
            m_round < m_rounds ? startRound() : issue(Step::Returning, [this](const DrillMover &mover) { return move(mover, mover.home); });
        return;
    case Step::Returning:
        if (allSucceeded())
            end({});
    }
}

/// Presses when everything moves; what had a short way may be there already.
void StopDrill::lookAtMotion()
{
    bool anyMoves = false;
    for (const auto &work : m_tasks) {
        const auto task = work.task.info();
        if (task.succeeded())
            continue;
        if (task.state != TaskState::Running || !work.mover->isBusy())
            return;
        anyMoves = true;
    }
    if (anyMoves)
        press();
    else
        end(tr("Every motion had ended before STOP ALL could be pressed: the ways are too short."));
}

void StopDrill::press()
{
    if (!isAlone())
        return;
    enter(Step::Stopping);
    m_pressed = RefreshClock::instance().now();
    m_epoch = m_client.stopAll();
}

void StopDrill::takeReceipts()
{
    for (const auto &[device, receipt] : m_stops.receipts()) {
        if (receipt.requested < m_pressed)
            continue;
        if (!receipt.finished)
            return; // its last receipt is still on its way
    }
    for (const auto &[device, receipt] : m_stops.receipts())
        if (receipt.requested >= m_pressed)
            m_samples.add(receipt);
    reset();
}

void StopDrill::reset()
{
    enter(Step::Resetting);
    m_client.reset(m_epoch).finally(this, [this](const TaskInfo &task) {
        if (task.succeeded())
            look();
        else if (isRunning())
            end(tr("STOP ALL could not be reset: %1").arg(oneLine(task.error, 200)));
    });
}

void StopDrill::checkTime()
{
    if (!isRunning() || RefreshClock::instance().now() - m_since < longestStep)
        return;
    const auto what = m_step == Step::Reading  ? tr("not every position could be read, or not everything stood still")
        : m_step == Step::Starting             ? tr("not everything began to move")
        : m_step == Step::Stopping             ? tr("not every device was told stopped")
        : m_step == Step::Resetting            ? tr("STOP ALL was not reset, or not everything came to rest")
                                               : tr("not everything is back where it was");
    end(tr("The drill has ended: %1 within 20 s.").arg(what));
}

void StopDrill::end(const QString &problem)
{
    if (!isRunning())
        return;
    RefreshClock::instance().forget(this);
    m_step = Step::Idle;
    setWatching(false);
    for (const auto &work : std::exchange(m_tasks, {}))
        work.task.cancel(); // what it set in motion does not outlive it
    Q_EMIT changed();
    Q_EMIT ended(problem);
}
} // namespace podium::ui
