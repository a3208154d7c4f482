// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/whyhelp.h"

#include "ui/editors/inlinemessage.h"
#include "ui/locks/holdercancel.h"
#include "ui/panels/valuetext.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/tasks/taskbook.h"

#include <algorithm>

namespace podium::ui
{
using namespace engine;

namespace
{
QString nameOf(const Address &address) { return address.parameter.isEmpty() ? address.device : address.text(); }

/// The other devices that a sentence names, in the order of the bench.
QStringList devicesNamed(const QString &text, const BenchDescription &bench, const DeviceId &except)
{
    QStringList named;
    for (const auto &device : bench.devices)
        if (device.id != except && text.contains(u' ' + device.id + u'.'))
            named << device.id;
    return named;
}
} // namespace

WhyHelp::WhyHelp(Views &views, const Client &client, InlineMessage &message, QWidget *owner)
    : QObject(owner)
    , m_views(views)
    , m_client(client)
    , m_tasks(TaskBook::of(views, client))
    , m_message(message)
    , m_cancel(new HolderCancel(client, m_tasks, owner))
{
    connect(m_cancel, &HolderCancel::overdue, this, &WhyHelp::tellOverdue);
    connect(m_cancel, &HolderCancel::failed, this, [this](const QString &text) { m_message.say(Tone::Major, text); });
}

void WhyHelp::setWhys(const std::vector<Why> &whys)
{
    std::vector<Known> known;
    for (const auto &why : whys) {
        const auto old = std::ranges::find(m_known, why, &Known::why);
        known.push_back(old != m_known.end() ? *old : Known{why, RefreshClock::instance().now(), m_isFirst});
    }
    m_known = std::move(known);
    m_isFirst = false;
}

QString WhyHelp::text(const std::vector<Why> &whys) const
{
    QStringList lines;
    for (const auto &why : whys)
        lines << (why.lock ? lockSentence(why) : sentence(why));
    return lines.join(u'\n');
}

QString WhyHelp::sentence(const Why &why) const
{
    const auto known = std::ranges::find_if(
        m_known, [&](const Known &other) { return other.why.kind == why.kind && other.why.address == why.address; });
    if (known == m_known.end())
        return why.text;
    const auto age = durationText(RefreshClock::instance().now() - known->since);
    return known->fromBeginning ? tr("%1 It was so when this panel was opened, %2 ago.").arg(why.text, age)
                                : tr("%1 Since %2.").arg(why.text, age);
}

QString WhyHelp::lockSentence(const Why &why) const
{
    const auto &holder = *why.lock;
    const auto now = RefreshClock::instance().now();
    QStringList parts{why.text, tr("Since %1.").arg(durationText(now - holder.since))};
    if (const auto *task = m_tasks.find(holder.task); task && !task->startedBy.isEmpty())
        parts << tr("Started by %1.").arg(oneLine(task->startedBy, 60));
    if (const auto since = m_tasks.cancellingSince(holder.task))
        parts << tr("It is being cancelled since %1.").arg(durationText(now - *since));
    if (const int ahead = m_tasks.waitersFor(nameOf(why.address)); ahead > 0)
        parts << (ahead == 1 ? tr("1 task waits for it already.") : tr("%1 tasks wait for it already.").arg(ahead));
    return parts.join(u' ');
}

std::vector<Offer> WhyHelp::offers(const std::vector<Why> &whys, const Waiting &waiting)
{
    if (whys.empty())
        return {};
    const auto &why = whys.front();
    const auto &device = why.address.device;
    switch (why.kind) {
    case Why::Kind::None:
    case Why::Kind::Permanent:
        return {};
    case Why::Kind::Missing:
        return {placeOffers(device).front()};
    case Why::Kind::Disconnected:
    case Why::Kind::State:
        return placeOffers(device);
    case Why::Kind::Protected:
        return {unprotect(why.address)};
    case Why::Kind::Latched:
        return {{tr("Reset after STOP ALL"), tr("As Reset in the tool bar: ends the latch, and restarts nothing."),
                 [this, device] { Q_EMIT remedyRequested(Remedy::ResetStop, device); }}};
    case Why::Kind::Locked:
        break;
    }
    std::vector<Offer> offers;
    if (waiting.run)
        offers.push_back(wait(why, waiting));
    if (why.lock)
        for (auto &offer : lockOffers(*why.lock))
            offers.push_back(std::move(offer));
    return offers;
}

/// The queue is first come, first served: to wait for the lock is to be queued after its holder.
Offer WhyHelp::wait(const Why &why, const Waiting &waiting) const
{
    const auto explanation =
        tr("Starts when the holder, and those who came before, have freed the lock; the waiting can be cancelled.");
    const int place = 1 + m_tasks.waitersFor(nameOf(why.address));
    if (!why.lock)
        return {tr("Wait"), explanation, waiting.run};
    const auto holder = QString::number(why.lock->task);
    return {place == 1 ? tr("Wait (next after task %1)").arg(holder)
                       : tr("Wait (number %1 after task %2)").arg(QString::number(place), holder),
            explanation, waiting.run};
}

std::vector<Offer> WhyHelp::lockOffers(const LockHolder &holder)
{
    const auto number = QString::number(holder.task);
    std::vector<Offer> offers{{tr("Show task %1").arg(number),
                               tr("Selects %1, which holds the lock, in the list of tasks.").arg(holder.label),
                               [this, task = holder.task] { Q_EMIT taskRequested(task); }}};
    if (m_cancel->isOverdue(holder.task))
        offers.push_back({tr("Take the lock away..."),
                          tr("The cancel of task %1 has not ended it. Asks first.").arg(number),
                          [this, holder] { m_cancel->askToTakeLock(holder); }});
    else if (!m_tasks.cancellingSince(holder.task))
        offers.push_back({tr("Cancel task %1...").arg(number),
                          tr("Asks first: what %1 moved is stopped, then its locks are freed.").arg(holder.label),
                          [this, holder] { m_cancel->askToCancel(holder); }});
    return offers;
}

Offer WhyHelp::unprotect(const Address &address)
{
    return {
        tr("Take the protection off"), tr("Takes the write protection off %1.").arg(nameOf(address)), [this, address] {
            m_client.setProtection(address.device, address.parameter, {}).finally(this, [this](const TaskInfo &info) {
                if (const auto text = outcomeText(info); !text.isEmpty())
                    m_message.say(Tone::Major, text);
            });
        }};
}

std::vector<Offer> WhyHelp::placeOffers(const DeviceId &device)
{
    return {{tr("Show %1 in the tree").arg(device), tr("Selects the device in the tree, where its state is told."),
             [this, device] { Q_EMIT remedyRequested(Remedy::ShowInTree, device); }},
            {tr("Show its errors"), tr("Selects the last error of %1 in the list of errors.").arg(device),
             [this, device] { Q_EMIT remedyRequested(Remedy::ShowErrors, device); }}};
}

void WhyHelp::offerAfter(const TaskInfo &refused, const Why &why, const Waiting &waiting)
{
    std::vector<Offer> found;
    if (wasLocked(refused))
        found = offers({why.lock ? why : Why{Why::Kind::Locked, {}, why.address, {}}}, waiting);
    else if (why.isBlocking())
        found = offers({why}, {});
    for (const auto &refusal : refused.refusals)
        if (refusal.kind == RefusalKind::Interlock)
            for (const auto &device : devicesNamed(refusal.message, m_views.bench(), why.address.device))
                found.push_back(placeOffers(device).front());
    for (const auto &[label, explanation, run] : found)
        m_message.offer(label, explanation, run);
}

void WhyHelp::tellOverdue(const LockHolder &holder)
{
    m_message.say(Tone::Minor, tr("Task %1, %2, was cancelled, but has not ended, and still holds the lock.")
                                   .arg(QString::number(holder.task), oneLine(holder.label, 60)));
    for (const auto &[label, explanation, run] : lockOffers(holder))
        m_message.offer(label, explanation, run);
}
} // namespace podium::ui
