// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/device.h"

namespace podium::engine
{
/// While it lives the running task has something to do with the device, which cannot leave the bench meanwhile.
/// Thread: the engine's, inside an operation.
class DeviceUse
{
public:
    explicit DeviceUse(Device &device)
        : m_device(device)
        , m_task(currentTask()->id())
    {
        m_device.addUser(m_task);
    }
    ~DeviceUse() { m_device.removeUser(m_task); }
    DeviceUse(const DeviceUse &) = delete;
    DeviceUse &operator=(const DeviceUse &) = delete;

private:
    Device &m_device;
    TaskId m_task;
};
} // namespace podium::engine
