// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbusframer.h"
#include "tests/faults/world/axispeer.h"
#include "tests/support/modbusslave.h"

namespace podium::tests
{
/// In lines, as lineAxis() of axisfiles.h describes it.
class LinePeer final : public AxisPeer
{
public:
    using AxisPeer::AxisPeer;

protected:
    QByteArray answer(const QByteArray &message) override;
};

/// As rotctld of Hamlib.
class RotatorPeer final : public AxisPeer
{
public:
    using AxisPeer::AxisPeer;

protected:
    QByteArray answer(const QByteArray &message) override;
};

/// In frames of Modbus.
class ModbusPeer final : public AxisPeer
{
public:
    ModbusPeer(Surroundings surroundings, bool isRtu);
    /// What answers a request next, in place of what is right; the frame around it stays.
    std::function<devices::ModbusFrame(devices::ModbusFrame right)> twist;
    bool breaksChecksum = false;

protected:
    QByteArray answer(const QByteArray &message) override;

private:
    ModbusSlave m_slave;
    bool m_isRtu;
};

/// As an INDI server with one dome, which tells what changes by itself.
class IndiPeer final : public AxisPeer
{
public:
    explicit IndiPeer(Surroundings surroundings) : AxisPeer(std::move(surroundings)) {}

    QByteArray device = "Axis"; ///< the name under which it is known
    QByteArray type = "Number"; ///< of its position
    void reboot() override;
    /// Tells its position now.
    void tell() { m_around.say(vector("set")); }

protected:
    QByteArray answer(const QByteArray &message) override;

private:
    QByteArray vector(const QByteArray &verb);
    void watch();

    bool m_watching = false;
};
} // namespace podium::tests
