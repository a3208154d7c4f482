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
    /// What the device itself told last that it allows; a missing one: it tells none, or has not told it yet.
    const Limits &toldLimits() const { return m_told; }
    /// The narrowest of the device's, those that it tells, and the people's.
    Limits effectiveLimits() const;
    /// The parameters that hold what the device tells; null: it has none. To be called once.
    void limitBy(ParameterView *lowest, ParameterView *highest);

    /// Delivered only while somebody shows it; count of those who do.
    void show();
    void hide();
    /// Its device has left the bench: the last value stays, as Lost, and nothing is delivered any more.
    void retire(const QString &reason);

Q_SIGNALS:
    void changed();

private:
    void takeTold();

    Address m_address;
    ParameterSpec m_spec;
    ParameterView *m_lowest = nullptr;
    ParameterView *m_highest = nullptr;
    Limits m_told;
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
    /// It has left the bench: it looks disconnected, and nothing is delivered any more.
    bool isGone() const { return m_gone; }
    void retire(const QString &reason);
    /// It has other parameters, commands or abilities now.
    void reshape(DeviceDescription description);

Q_SIGNALS:
    void changed();

private:
    DeviceDescription m_description;
    DeviceStatus m_status;
    bool m_gone = false;
    Subscription m_subscription;
};

/// What became another when a bench was changed.
struct BenchChange {
    QStringList added;
    QStringList removed;
    QStringList remade; ///< still there, but another device: it may have other parameters
    QStringList reshaped; ///< the same device, which has other parameters, commands or abilities now

    bool isEmpty() const { return added.isEmpty() && removed.isEmpty() && remade.isEmpty() && reshaped.isEmpty(); }
    /// The same devices as before.
    bool isOnlyShape() const { return added.isEmpty() && removed.isEmpty() && remade.isEmpty(); }
    /// Removed or remade: the views that were made for it are of no use any more.
    bool isOver(const DeviceId &device) const { return removed.contains(device) || remade.contains(device); }
};

/// One view per parameter and device, made at the first call; the widgets of a window share them.
///
/// When the bench changes, views of devices that stay are what they were, but for parameters that their instrument has taken
/// back. Those of the others are retired; they live on, for who still shows them, and new ones take their place.
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

    /// The bench has this shape now. Remade: devices that are other ones, although their ids are the same.
    void setBench(std::shared_ptr<const BenchDescription> bench, const QStringList &remade);

Q_SIGNALS:
    void benchChanged(const podium::engine::BenchChange &change);

private:
    ParameterView *told(const DeviceId &device, const QString &name);

    Hub &m_hub;
    std::shared_ptr<const BenchDescription> m_bench;
    std::map<Address, ParameterView *> m_parameters;
    std::map<DeviceId, DeviceView *> m_devices;
};
} // namespace podium::engine
