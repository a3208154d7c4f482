// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/messagelink.h"
#include "engine/tasks/operation.h"
#include "tests/support/scriptedchannel.h"

#include <QSet>

namespace podium::tests
{
/// A link with a scripted peer and a clock that the test moves. The peer says who it is, and answers "NAME?" with "NAME"
/// after 1 ms, or when it is no longer busy, unless the name is in `mute`.
class LinkFixture
{
public:
    /// Anew: see Channel::beginsAnew().
    explicit LinkFixture(const devices::LinkPolicy &policy = known(), bool anew = true)
        : LinkFixture(std::make_unique<engine::ManualScheduler>(), policy, anew)
    {
    }

    /// A peer that must answer as ACME; no heartbeat; a fixed seed.
    static devices::LinkPolicy known()
    {
        devices::LinkPolicy policy;
        policy.identify = "*IDN?";
        policy.identity = QRegularExpression(QStringLiteral("^ACME,"));
        policy.heartbeat = {};
        policy.seed = 7;
        return policy;
    }

    void advance(std::chrono::milliseconds by) { time->advance(by); }
    void comeUp()
    {
        link->open();
        advance(std::chrono::milliseconds(10));
    }
    engine::Task<devices::Reply> query(const QByteArray &message, devices::MessageClass messageClass = devices::MessageClass::Read,
                                       std::optional<engine::Duration> limit = {})
    {
        return engine.run(QString::fromLatin1(message), link->query(message, messageClass, limit));
    }
    void answer(const QByteArray &message)
    {
        const auto after = std::max<engine::Duration>(std::chrono::milliseconds(1), busyUntil - engine.now());
        if (message == "*IDN?")
            channel->deliver(identity + "\n", after);
        else if (message.endsWith('?') && !mute.contains(message))
            channel->deliver(message.chopped(1) + "\n", after);
    }

    engine::ManualScheduler *time;
    engine::Engine engine;
    ScriptedChannel *channel;
    std::unique_ptr<devices::MessageLink> link;
    QByteArray identity = "ACME,PSU,1";
    QSet<QByteArray> mute;
    engine::TimePoint busyUntil{};
    std::vector<devices::LinkState> states;

private:
    LinkFixture(std::unique_ptr<engine::ManualScheduler> scheduler, const devices::LinkPolicy &policy, bool anew)
        : time(scheduler.get())
        , engine(std::move(scheduler))
    {
        auto scripted = std::make_unique<ScriptedChannel>(engine);
        channel = scripted.get();
        channel->anew = anew;
        channel->onMessage = [this](const QByteArray &message) { answer(message); };
        link = std::make_unique<devices::MessageLink>(engine, QStringLiteral("psu"), std::move(scripted), policy);
        QObject::connect(link.get(), &devices::MessageLink::stateChanged, link.get(),
                         [this](devices::LinkState state) { states.push_back(state); });
    }
};

/// How a task ended: its outcome, then its error's message if it failed.
template <class T>
QString ended(const engine::Task<T> &task)
{
    if (!task.isFinished())
        return QStringLiteral("not finished");
    task.record()->observe();
    const auto info = task.info();
    switch (*info.outcome) {
    case engine::Outcome::Succeeded:
        return QStringLiteral("succeeded");
    case engine::Outcome::Cancelled:
        return QStringLiteral("cancelled");
    case engine::Outcome::Failed:
        return info.error;
    }
    Q_UNREACHABLE();
}
} // namespace podium::tests
