// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/messagelink.h"
#include "devices/vxi11/vxi11channel.h"
#include "engine/tasks/operation.h"
#include "tests/support/vxi11server.h"

#include <QTest>

/// In a Vxi11Fixture.
#define COMES_UP(scope) QTRY_COMPARE_WITH_TIMEOUT((scope)->state(), podium::devices::LinkState::Up, eventually)

namespace podium::tests
{
/// A live engine and links over VXI-11 to a scripted server.
class Vxi11Fixture
{
public:
    static constexpr int eventually = 20000; ///< Unit: milliseconds

    static devices::LinkPolicy policy()
    {
        devices::LinkPolicy policy;
        policy.identify = "*IDN?";
        policy.identity = QRegularExpression(QStringLiteral("^ACME,"));
        policy.heartbeat = {};
        policy.connectLimit = std::chrono::seconds(20);
        policy.replyLimit = std::chrono::seconds(20);
        policy.lateReply = std::chrono::milliseconds(1);
        policy.backoffFirst = std::chrono::milliseconds(1);
        return policy;
    }
    std::unique_ptr<devices::MessageLink> link(const QString &address, const devices::LinkPolicy &how = policy())
    {
        auto channel = std::make_unique<devices::Vxi11Channel>(devices::vxi11::Address::parse(address));
        auto made = std::make_unique<devices::MessageLink>(engine, QStringLiteral("scope"), std::move(channel), how);
        made->open();
        return made;
    }
    engine::Task<devices::Reply> ask(devices::MessageLink &link, const QByteArray &message,
                                     devices::MessageClass messageClass = devices::MessageClass::Read,
                                     std::optional<engine::Duration> limit = {})
    {
        return engine.run(QString::fromLatin1(message), link.query(message, messageClass, limit));
    }
    /// True while the server waits for what answers this message.
    static bool isAsked(const Vxi11Server &server, const QByteArray &message)
    {
        const auto at = server.calls.lastIndexOf("device_write " + message);
        return at >= 0 && at + 1 < server.calls.size() && server.calls.last() == "device_read";
    }
    static QByteArray failure(const engine::Task<devices::Reply> &task)
    {
        task.record()->observe();
        return task.info().error.toUtf8();
    }

    engine::Engine engine{std::make_unique<engine::LiveScheduler>()};
};
} // namespace podium::tests
