// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/benchfile.h"
#include "devices/indi/indidevice.h"
#include "engine/model/operations.h"
#include "engine/model/valuecheck.h"
#include "tests/support/indiserverprocess.h"
#include "tests/support/recordingrelay.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace podium::tests
{
/// One simulator, and how each clause is tried with it. The device is called "d"; an action is "PARAMETER VALUE".
struct IndiContract {
    const char *device;
    const char *kind;
    const char *reads;
    const char *writes;
    const char *moves;
    const char *stop;   ///< its stop on the wire; empty: this simulator has none
    const char *motion; ///< how the message of that motion begins
};

/// A bench of devices behind a relay on a live engine. The server may start later.
class IndiWorld
{
public:
    IndiWorld()
        : relay(IndiServerProcess::port)
    {
        server.start();
    }
    /// Adds nothing more afterwards. Text: the devices, with PORT for the port.
    void open(QString text)
    {
        QFile file(m_folder.filePath(QStringLiteral("bench.toml")));
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write(QStringLiteral("name = 'INDI'\n%1").arg(text.replace(QLatin1String("PORT"), QString::number(relay.port()))).toUtf8());
        file.close();
        const auto loaded = app::loadBench(file.fileName());
        problems = loaded.problems;
        if (loaded.plan)
            for (const auto &problem : app::buildBench(*loaded.plan, core))
                problems.push_back(problem);
        for (const auto &problem : problems)
            QTest::qFail(qPrintable(problem.text()), __FILE__, __LINE__);
        core.ready();
    }
    static QString entry(const QString &id, const QString &device, const QString &kind)
    {
        return QStringLiteral("[[device]]\nid = '%1'\ndriver = 'indi'\n"
                              "settings = { address = 'indi://127.0.0.1:PORT', device = '%2', kind = '%3' }\n")
            .arg(id, device, kind);
    }

    const devices::IndiDevice &device(const QString &id = QStringLiteral("d"))
    {
        return *qobject_cast<devices::IndiDevice *>(&core.bench.device(id));
    }
    engine::Parameter *parameter(const char *name) { return core.bench.find(engine::Address{QStringLiteral("d"), QString::fromLatin1(name)}); }
    bool isValid(const char *name)
    {
        const auto *found = parameter(name);
        return found && found->reading().quality == engine::Quality::Valid;
    }
    double number(const char *name)
    {
        const auto *quantity = std::get_if<engine::Quantity>(&parameter(name)->reading().value);
        return quantity ? quantity->value() : qQNaN();
    }
    bool isThere(const char *reads) { return device().state() != engine::DeviceState::Disconnected && isValid(reads); }
    engine::Task<engine::Value> act(const char *action)
    {
        const auto text = QString::fromLatin1(action);
        const engine::Address address{QStringLiteral("d"), text.section(QLatin1Char(' '), 0, 0)};
        const auto value = engine::parseValue(core.bench.parameter(address).spec(), text.section(QLatin1Char(' '), 1));
        return core.engine.run(text, engine::operations::write(core.bench, address, value));
    }

    IndiServerProcess server;
    RecordingRelay relay;
    devices::FileProblems problems;
    engine::Core core{std::make_unique<engine::LiveScheduler>()};

private:
    QTemporaryDir m_folder;
};
} // namespace podium::tests

Q_DECLARE_METATYPE(podium::tests::IndiContract)
