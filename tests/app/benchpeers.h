// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QString>

#include <memory>
#include <vector>

namespace podium::tests
{
/// The other end of one device of a bench, with a cable that can be pulled.
class BenchPeer
{
public:
    virtual ~BenchPeer() = default;

    /// The id of its device, and its `[[device]]`.
    virtual QString id() const = 0;
    virtual QString entry() const = 0;
    /// What it received so far, as it says itself; for a server that does not say it, what its cable carried.
    virtual QByteArrayList received() = 0;
    virtual void pull() = 0;
    virtual void plug() = 0;
};

/// One of each kind: podium-sim over TCP, VXI-11 and a serial port, rotctld, rigctld, a Modbus unit of pymodbus, a dome of
/// indiserver. None but podium-sim was written here.
/// Thread: main thread; in a network of its own, see enterOwnNetwork(), for indiserver listens on every interface.
class BenchPeers
{
public:
    BenchPeers();
    ~BenchPeers();

    /// Which programs are not installed; empty: none. Nothing is started then.
    const QString &missing() const { return m_missing; }
    /// The text of a bench with all of them.
    QString bench() const;
    BenchPeer &operator[](const QString &id);

private:
    QString m_missing;
    std::vector<std::unique_ptr<BenchPeer>> m_peers;
};
} // namespace podium::tests
