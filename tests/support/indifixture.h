// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/indi/indidevice.h"
#include "engine/client/core.h"
#include "engine/model/operations.h"
#include "tests/support/indiserver.h"

#include <QTest>

namespace podium::tests
{
/// Devices of one scripted INDI server in a bench whose clock the test moves. The server has the device "Sim"; on the bench it is
/// "d".
class IndiFixture
{
public:
    explicit IndiFixture(const QString &kind = QStringLiteral("other"))
        : IndiFixture(std::make_unique<engine::ManualScheduler>(), kind)
    {
    }
    ~IndiFixture() { channel->onMessage = {}; }
    IndiFixture(const IndiFixture &) = delete;
    IndiFixture &operator=(const IndiFixture &) = delete;

    devices::IndiDevice &add(const QString &id, const QString &name, const QString &kind)
    {
        devices::IndiSettings settings;
        settings.device = name;
        settings.kind = kind;
        auto made = std::make_unique<devices::IndiDevice>(core.bench.context(id, {}, {}), settings, connection);
        auto &added = *made;
        core.bench.add(std::move(made));
        return added;
    }
    void comeUp()
    {
        core.ready();
        advance(std::chrono::milliseconds(300));
    }
    void advance(std::chrono::milliseconds by) { time->advance(by); }

    template <class T>
    engine::Task<T> run(engine::Op<T> op)
    {
        return core.engine.run(QStringLiteral("test"), std::move(op));
    }
    engine::Task<engine::Value> set(const char *parameter, const engine::Value &value)
    {
        return run(engine::operations::write(core.bench, {QStringLiteral("d"), QString::fromLatin1(parameter)}, value));
    }
    engine::Task<engine::Value> call(const char *command, const engine::Arguments &arguments = {})
    {
        return run(engine::operations::call(core.bench, {QStringLiteral("d"), QString::fromLatin1(command)}, arguments));
    }
    engine::Parameter &parameter(const char *name) const
    {
        return core.bench.parameter({QStringLiteral("d"), QString::fromLatin1(name)});
    }
    QString shown(const char *name) const { return engine::valueText(parameter(name).reading().value); }
    /// Every line that reached the server in all connections.
    QByteArrayList lines() const
    {
        QByteArrayList result;
        for (const auto &message : channel->messages())
            result << message.split('\n');
        return result;
    }
    /// Those that begin like this.
    QByteArrayList lines(const QByteArray &begin) const
    {
        QByteArrayList result;
        for (const auto &line : lines())
            if (line.startsWith(begin))
                result << line;
        return result;
    }

    engine::ManualScheduler *time;
    engine::Core core;
    ScriptedChannel *channel = nullptr;
    std::shared_ptr<devices::IndiConnection> connection;
    std::optional<IndiServer> server;
    devices::IndiDevice *device = nullptr;

private:
    IndiFixture(std::unique_ptr<engine::ManualScheduler> scheduler, const QString &kind)
        : time(scheduler.get())
        , core(std::move(scheduler))
    {
        auto scripted = std::make_unique<ScriptedChannel>(core.engine);
        channel = scripted.get();
        server.emplace(core.engine, *channel, "Sim");
        devices::IndiPolicy policy;
        policy.seed = 7;
        connection = std::make_shared<devices::IndiConnection>(core.engine, QStringLiteral("INDI server"), std::move(scripted), policy);
        device = &add(QStringLiteral("d"), QStringLiteral("Sim"), kind);
    }
};
} // namespace podium::tests
