// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbusdevice.h"
#include "devices/modbus/modbusfile.h"
#include "engine/client/core.h"
#include "engine/model/operations.h"
#include "tests/support/linkfixture.h"
#include "tests/support/modbusslave.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace podium::tests
{
/// The problems of a Modbus file with this text, and its description if there are none.
struct ReadModbus {
    std::optional<devices::ModbusDescription> description;
    devices::FileProblems problems;
};
inline ReadModbus readModbus(const QByteArray &text)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("unit.toml")));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("The instrument file cannot be written.");
    file.close();
    ReadModbus result;
    if (const auto read = devices::ModbusFile::load(file.fileName(), result.problems)) {
        devices::Settings settings;
        for (const auto &setting : read->settings())
            settings.insert(setting.spec.name, setting.spec.choices.constFirst());
        result.description = read->describe(settings, result.problems);
    }
    return result;
}

/// The device "a" of a Modbus file on a scripted network connection, in a bench whose clock the test moves.
class ModbusWorld
{
public:
    explicit ModbusWorld(const QByteArray &text)
        : ModbusWorld(std::make_unique<engine::ManualScheduler>(), text)
    {
    }
    ~ModbusWorld() { channel->onMessage = {}; }
    ModbusWorld(const ModbusWorld &) = delete;
    ModbusWorld &operator=(const ModbusWorld &) = delete;

    void comeUp()
    {
        core.ready();
        advance(std::chrono::milliseconds(50));
    }
    void advance(std::chrono::milliseconds by) { time->advance(by); }
    engine::Task<engine::Value> set(const char *address, const engine::Value &value)
    {
        return core.engine.run(QStringLiteral("set"), engine::operations::write(
                                                          core.bench, *engine::Address::parse(QString::fromLatin1(address)), value));
    }
    engine::Task<engine::Value> call(const char *address, const engine::Arguments &arguments = {})
    {
        return core.engine.run(QStringLiteral("call"), engine::operations::call(
                                                           core.bench, *engine::Address::parse(QString::fromLatin1(address)), arguments));
    }
    engine::Parameter &parameter(const char *address) const
    {
        return core.bench.parameter(*engine::Address::parse(QString::fromLatin1(address)));
    }

    engine::ManualScheduler *time;
    engine::Core core;
    ScriptedChannel *channel = nullptr;
    devices::ModbusDevice *device = nullptr;
    ModbusSlave slave;
    bool isMute = false;

private:
    ModbusWorld(std::unique_ptr<engine::ManualScheduler> scheduler, const QByteArray &text)
        : time(scheduler.get())
        , core(std::move(scheduler))
    {
        const auto read = readModbus(text);
        for (const auto &problem : read.problems)
            QTest::qFail(qPrintable(problem.text()), __FILE__, __LINE__);
        auto description = read.description.value_or(devices::ModbusDescription());
        description.policy.heartbeat = std::chrono::hours(1);
        auto scripted = std::make_unique<ScriptedChannel>(core.engine);
        channel = scripted.get();
        channel->onMessage = [this](const QByteArray &) { answer(channel->sent.back().message); };
        auto link = std::make_shared<devices::ModbusLink>(
            core.engine, std::move(scripted), devices::ModbusAddress::parse(QStringLiteral("modbus+tcp://h:502?unit=1")));
        auto unit = std::make_shared<devices::ModbusUnit>(core.engine, description.name, link, quint8(1), description.policy);
        auto made = std::make_unique<devices::ModbusDevice>(core.bench.context(QStringLiteral("a"), {}, {}), description, unit);
        device = made.get();
        core.bench.add(std::move(made));
    }
    void answer(const QByteArray &frame)
    {
        const auto reply = slave.answer(frame.mid(7));
        if (isMute)
            return;
        auto bytes = frame.first(4) + QByteArray(1, '\0') + QByteArray(1, static_cast<char>(reply.size() + 1)) + frame.mid(6, 1) + reply;
        channel->deliver(bytes, std::chrono::milliseconds(1));
    }
};
} // namespace podium::tests
