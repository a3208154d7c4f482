// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/device.h"
#include "engine/model/handmessage.h"

#include <QHash>

namespace podium::engine
{
class InterlockSet;
class StopService;

/// What was written, for the journal and "why is it this value".
struct WriteRecord {
    QString address;
    Value before; ///< the setpoint that it replaces, else the readback
    Value after;
    TaskId task = 0;
    QString by;
    TimePoint time;
    QString problem; ///< why it was not acknowledged: the device may hold the value or not; empty: it was
};

/// A device that could not be made, and why; the rest of the bench runs.
struct BrokenDevice {
    DeviceId id;
    QString title;
    QString group;
    QString problem;
};

/// The set of devices that one file describes; the owner of all that hangs on them.
/// Thread: the engine's.
class Bench : public QObject
{
    Q_OBJECT

public:
    Bench(Engine &engine, LockTable &locks);
    ~Bench() override;

    Engine &engine() const { return m_engine; }
    LockTable &locks() const { return m_locks; }
    const QString &name() const { return m_name; }
    void setName(const QString &name) { m_name = name; }
    bool isSimulated() const { return m_simulated; }
    void setSimulated(bool simulated) { m_simulated = simulated; }

    /// The context for a new device; its parent is the device named before the last slash, if that exists already.
    /// Errors: Refused for an id that is taken.
    DeviceContext context(const DeviceId &id, const QString &title, const QString &group);
    /// On an open bench the device is opened, polled, and found by the interlocks that name it.
    /// Errors: Refused for an id that is taken.
    Device &add(std::unique_ptr<Device> device);
    void addBroken(BrokenDevice device) { m_broken.push_back(std::move(device)); }
    void removeBroken(const DeviceId &id);
    /// For engine/model/removal: nobody finds the device any more, and those who know it let go of it; drop() destroys it,
    /// when nothing of it runs any more.
    void take(Device &device);
    Task<void> pollingOf(const Device &device) const { return m_polls.value(&device); }
    void drop(Device &device);
    /// Puts devices and broken ones into this order, which has parents before their children; the rest follows.
    void arrange(const QStringList &ids);

    const std::vector<std::unique_ptr<Device>> &devices() const { return m_devices; }
    const std::vector<BrokenDevice> &broken() const { return m_broken; }
    const std::vector<Parameter *> &parameters() const { return m_parameters; }

    Device *find(const DeviceId &id) const { return m_byId.value(id); }
    Parameter *find(const Address &address) const;
    /// Errors: Refused (Unknown) naming the id or address, what resembles it, and where to look.
    Device &device(const DeviceId &id) const;
    Parameter &parameter(const Address &address) const;

    InterlockSet &interlocks() const { return *m_interlocks; }
    StopService *stopService() const { return m_stopService; }
    void setStopService(StopService *service) { m_stopService = service; }

    /// Opens every device and begins to poll.
    void open();
    void close();

Q_SIGNALS:
    /// To an open bench, before it is opened.
    void deviceAdded(podium::engine::Device &device);
    /// Nobody finds it any more; it is still whole. Whoever refers to it or its parameters lets go now.
    void deviceLeft(podium::engine::Device &device);
    void parameterChanged(podium::engine::Parameter &parameter, podium::engine::ParameterChange what);
    void deviceChanged(podium::engine::Device &device);
    void moversChanged(podium::engine::Device &device);
    void deviceMessage(podium::engine::Device &device, const QString &name, const QVariant &payload);
    void written(const podium::engine::WriteRecord &record);
    void refused(const QString &address, const QString &by, const QString &message);
    void sentByHand(const podium::engine::HandMessage &message);

private:
    void requireFree(const DeviceId &id) const;
    void enter(Device &device);
    void begin(Device &device);

    Engine &m_engine;
    LockTable &m_locks;
    QString m_name;
    bool m_simulated = false;
    std::vector<std::unique_ptr<Device>> m_devices;
    std::vector<BrokenDevice> m_broken;
    std::vector<std::unique_ptr<Device>> m_leaving;
    std::vector<Parameter *> m_parameters;
    std::vector<int> m_freeIndices; ///< of parameters that have left
    int m_nextIndex = 0;
    QHash<DeviceId, Device *> m_byId;
    QHash<const Device *, Task<void>> m_polls;
    std::unique_ptr<InterlockSet> m_interlocks;
    StopService *m_stopService = nullptr;
    bool m_isOpen = false;
};
} // namespace podium::engine
