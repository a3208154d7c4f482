// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/benchfile.h"
#include "engine/model/operations.h"
#include "engine/model/valuecheck.h"
#include "tests/devices/contractpeer.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace podium::tests
{
/// One instrument with a real peer, and how each clause of the contract is tried with it. The device is called "d"; an
/// action is "ADDRESS VALUE".
struct Contract {
    QString device = {}; ///< the keys of its `[[device]]`
    QString peer = {};
    QString reads = {};     ///< an address
    QString writes = {};    ///< an action that is accepted
    QString beyond = {};    ///< an action that the limits or choices refuse
    QString moves = {};     ///< an action that moves or outputs until it is stopped; empty: it can do neither
    QByteArray stop = {};   ///< its stop on the wire
    QByteArray motion = {}; ///< how the message of that action begins on the wire
    bool cancels = false;   ///< a task goes on while it moves, so that its cancel stops it
    QByteArray close = {};  ///< what it sends when it is closed; empty: nothing
    bool staysStandby = false; ///< it cannot say that it outputs something: the readback of `moves` tells
};

/// A bench with the device of a contract on a live engine, opened.
class ContractWorld
{
public:
    explicit ContractWorld(const Contract &contract)
        : peer(contract.peer)
        , m_contract(contract)
    {
        if (!peer.problem().isEmpty())
            return;
        QFile file(m_folder.filePath(QStringLiteral("bench.toml")));
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write(QStringLiteral("name = 'Contract'\n[[device]]\nid = 'd'\naddress = 'tcp://127.0.0.1:%1'\n%2\n")
                       .arg(QString::number(peer.port()), contract.device)
                       .toUtf8());
        file.close();
        const auto loaded = app::loadBench(file.fileName());
        auto problems = loaded.problems;
        if (loaded.plan)
            for (const auto &problem : app::buildBench(*loaded.plan, core))
                problems.push_back(problem);
        for (const auto &problem : problems)
            QTest::qFail(qPrintable(problem.text()), __FILE__, __LINE__);
        if (problems.empty())
            core.ready();
    }

    engine::Device &device() { return core.bench.device(QStringLiteral("d")); }
    engine::Parameter &parameter(const QString &address)
    {
        return core.bench.parameter(*engine::Address::parse(address));
    }
    bool isThere()
    {
        return device().state() != engine::DeviceState::Disconnected &&
               parameter(m_contract.reads).reading().quality == engine::Quality::Valid;
    }
    /// Begins an action.
    engine::Task<engine::Value> act(const QString &action)
    {
        const auto space = action.indexOf(QLatin1Char(' '));
        const auto address = *engine::Address::parse(action.left(space));
        const auto value = engine::parseValue(parameter(address.text()).spec(), action.mid(space + 1));
        return core.engine.run(action, engine::operations::write(core.bench, address, value));
    }
    engine::Task<engine::Value> read()
    {
        return core.engine.run(QStringLiteral("read"),
                               engine::operations::read(core.bench, *engine::Address::parse(m_contract.reads)));
    }
    QByteArrayList wire() { return peer.relay()->received(); }
    bool isMoving()
    {
        if (!m_contract.staysStandby)
            return engine::isBusy(device().state()) || device().state() == engine::DeviceState::On;
        auto &moved = parameter(m_contract.moves.section(QLatin1Char(' '), 0, 0));
        return moved.reading().value == engine::parseValue(moved.spec(), m_contract.moves.section(QLatin1Char(' '), 1));
    }

    ContractPeer peer;
    engine::Core core{std::make_unique<engine::LiveScheduler>()};

private:
    const Contract &m_contract;
    QTemporaryDir m_folder;
};
} // namespace podium::tests

Q_DECLARE_METATYPE(podium::tests::Contract)
