// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/hub.h"

#include <QObject>
#include <QPointer>

#include <map>

namespace podium::engine
{
/// A parameter as the GUI sees it: lives in the GUI thread, holds the last state that was delivered.
class ParameterView : public QObject
{
    Q_OBJECT

public:
    ParameterView(Hub &hub, const Address &address, ParameterSpec spec, QObject *parent = nullptr);

    const Address &address() const { return m_address; }
    const ParameterSpec &spec() const { return m_spec; }
    /// Before the first delivery: never read, with the limits of the spec.
    const ParameterState &state() const { return *m_state; }
    Limits effectiveLimits() const { return Limits::narrower(m_spec.deviceLimits, m_state->softLimits); }

    /// Delivered only while somebody shows it; count of those who do.
    void show();
    void hide();

Q_SIGNALS:
    void changed();

private:
    Address m_address;
    ParameterSpec m_spec;
    ParameterState m_before;
    const ParameterState *m_state = &m_before; ///< then the subscription's, which saves a copy of each
    int m_shown = 0;
    Subscription m_subscription;
};

/// A device as the GUI sees it.
class DeviceView : public QObject
{
    Q_OBJECT

public:
    DeviceView(Hub &hub, DeviceDescription description, QObject *parent = nullptr);

    const DeviceDescription &description() const { return m_description; }
    const DeviceStatus &status() const { return m_status; }

Q_SIGNALS:
    void changed();

private:
    DeviceDescription m_description;
    DeviceStatus m_status;
    Subscription m_subscription;
};

/// One view per parameter and device, made at the first call; the widgets of a window share them.
/// Thread: the GUI's.
class Views : public QObject
{
    Q_OBJECT

public:
    Views(Hub &hub, std::shared_ptr<const BenchDescription> bench, QObject *parent = nullptr);

    const BenchDescription &bench() const { return *m_bench; }
    /// Null for what the bench does not have.
    ParameterView *parameter(const Address &address);
    DeviceView *device(const DeviceId &id);

private:
    Hub &m_hub;
    std::shared_ptr<const BenchDescription> m_bench;
    std::map<Address, ParameterView *> m_parameters;
    std::map<DeviceId, DeviceView *> m_devices;
};
} // namespace podium::engine
