// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/stopdrill.h"

#include "ui/stop/stopmonitor.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"

#include <algorithm>

namespace podium::ui
{
using namespace engine;

namespace
{
constexpr Duration longestStep = std::chrono::seconds(20);

bool isMotion(const ParameterSpec &spec) { return spec.startsMotion && spec.isWritable() && spec.type == ParameterType::Quantity; }
} // namespace

const QString StopDrill::by = QStringLiteral("stop drill");

StopDrill::StopDrill(StopMonitor &stops, Views &views, const Client &client, QObject *parent)
    : QObject(parent)
    , m_stops(stops)
    , m_views(views)
    , m_client(client.as(by))
{
    if (views.bench().simulated)
        findMovers(views.bench());
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

void StopDrill::findMovers(const BenchDescription &bench)
{
    for (const auto &device : bench.devices) {
        const auto motion = std::find_if(device.parameters.begin(), device.parameters.end(), isMotion);
        if (!device.canStop || motion == device.parameters.end())
            continue;
        m_movers.push_back({m_views.parameter({device.id, motion->name}), m_views.device(device.id), {}});
        connect(m_movers.back().device, &DeviceView::changed, this, &StopDrill::look);
    }
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
    if (const int active = m_activeTasks())
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
    RefreshClock::instance().listenToSeconds(this, [this] { checkTime(); });
    setWatching(true);
    issue(Step::Reading, [this](const Mover &mover) { return m_client.read(mover.position->address()); });
}

void StopDrill::enter(Step step)
{
    m_step = step;
    m_since = RefreshClock::instance().now();
    Q_EMIT changed();
}

std::optional<Quantity> StopDrill::farEnd(const Mover &mover) const
{
    const auto limits = mover.position->effectiveLimits();
    if (!limits.low || !limits.high)
        return {};
    const auto *reading = std::get_if<Quantity>(&mover.position->state().reading.value);
    const double here = (reading ? *reading : mover.home).value();
    return Quantity(here - *limits.low > *limits.high - here ? *limits.low : *limits.high, mover.position->spec().unit);
}

void StopDrill::issue(Step step, const std::function<std::optional<Task<Value>>(const Mover &)> &make)
{
    m_tasks.clear();
    enter(step);
    m_isIssuing = true; // on a virtual engine the first has ended before the second is asked for
    for (const auto &mover : m_movers) {
        const auto task = isRunning() ? make(mover) : std::nullopt;
        if (!task)
            continue;
        m_tasks.push_back(*task);
        task->finally(this, [this](const TaskInfo &info) { taskEnded(info); });
    }
    m_isIssuing = false;
    if (m_tasks.empty())
        end(tr("Nothing could be set in motion: nothing that moves has limits."));
    look();
}

void StopDrill::startRound()
{
    ++m_round;
    issue(Step::Starting, [this](const Mover &mover) {
        const auto to = farEnd(mover);
        return to ? std::optional(move(mover, *to)) : std::nullopt;
    });
}

Task<Value> StopDrill::move(const Mover &mover, const Quantity &to) const
{
    return m_client.move(mover.position->address(), to, MoveKind::Absolute);
}

void StopDrill::taskEnded(const TaskInfo &task)
{
    const bool failed = task.outcome == Outcome::Failed || (task.outcome == Outcome::Cancelled && task.reason != CancelReason::Stopped);
    if (failed && m_step != Step::Idle && m_step != Step::Stopping)
        end(tr("%1: %2").arg(oneLine(task.label, 60), task.error.isEmpty() ? tr("cancelled.") : oneLine(task.error, 200)));
    else
        look();
}

/// Goes on when what the step waits for has come.
void StopDrill::look()
{
    if (m_isIssuing)
        return;
    const bool allEnded = std::all_of(m_tasks.begin(), m_tasks.end(), [](const auto &task) { return task.isFinished(); });
    switch (m_step) {
    case Step::Idle:
        return;
    case Step::Reading:
        if (!allEnded)
            return;
        for (std::size_t i = 0; i < m_movers.size(); ++i)
            m_movers[i].home = std::get<Quantity>(m_tasks[i].result());
        startRound();
        return;
    case Step::Starting: {
        const auto moves = [this](const Mover &mover) { return mover.device->status().state == DeviceState::Moving || !farEnd(mover); };
        if (std::all_of(m_movers.begin(), m_movers.end(), moves))
            press();
        return;
    }
    case Step::Stopping:
        if (m_stops.status().phase == StopPhase::Stopped && allEnded)
            takeReceipts();
        return;
    case Step::Resetting:
        if (m_stops.status().phase == StopPhase::Ready && !m_stops.isLatched())
            m_round < m_rounds ? startRound() : issue(Step::Returning, [this](const Mover &mover) { return move(mover, mover.home); });
        return;
    case Step::Returning:
        if (allEnded)
            end({});
    }
}

void StopDrill::press()
{
    enter(Step::Stopping);
    m_pressed = RefreshClock::instance().now();
    m_client.stopAll();
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
    m_client.reset().finally(this, [this](const TaskInfo &task) {
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
    const auto what = m_step == Step::Reading  ? tr("not every position could be read")
        : m_step == Step::Starting             ? tr("not everything began to move")
        : m_step == Step::Stopping             ? tr("not every device was told stopped")
        : m_step == Step::Resetting            ? tr("STOP ALL was not reset")
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
    for (const auto &task : std::exchange(m_tasks, {}))
        task.cancel(); // what it set in motion does not outlive it
    Q_EMIT changed();
    Q_EMIT ended(problem);
}
} // namespace podium::ui
