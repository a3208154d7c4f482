// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/boundedqueue.h"
#include "engine/dispatch/feed.h"

namespace podium::engine
{
/// What has changed of a parameter or a device.
enum class Changed : quint8 { Reading, Anything };

/// By Parameter::index(): all feeds of the parameter know already that there is a new reading, so the next one need not
/// be told to them. One byte each, because every write looks at it.
using KnownMarks = std::vector<quint8>;

/// Hears that something has changed and looks up by itself what.
class ValueFeed : public Feed
{
public:
    ValueFeed(std::shared_ptr<Port> port, std::shared_ptr<Target> target, Topic<ValueFeed> &topic)
        : Feed(std::move(port), std::move(target))
        , m_topic(topic)
    {
    }
    /// Returns whether it need not hear of further readings before it was filled into a batch.
    virtual bool changed(Changed what) = 0;

protected:
    void begin() final;
    void end() override { std::erase(m_topic, this); }

private:
    Topic<ValueFeed> &m_topic;
};

/// The newest of a parameter, once a frame: a mark per change, a copy per frame.
class LatestFeed final : public ValueFeed
{
public:
    LatestFeed(std::shared_ptr<Port> port, const std::shared_ptr<LatestTarget> &target, Topic<ValueFeed> &topic,
               KnownMarks &known, Parameter &parameter)
        : ValueFeed(std::move(port), target, topic)
        , m_target(*target)
        , m_known(known)
        , m_parameter(parameter)
    {
    }
    bool changed(Changed what) override
    {
        if (what == Changed::Anything)
            m_whole = true;
        mark();
        return true;
    }
    const Device *device() const override { return &m_parameter.device(); }
    void fill(Batch &batch) override;

private:
    LatestTarget &m_target;
    KnownMarks &m_known;
    Parameter &m_parameter;
    bool m_whole = false;
};

/// Every change of a parameter, in a bounded queue.
class LosslessFeed final : public ValueFeed
{
public:
    LosslessFeed(std::shared_ptr<Port> port, std::shared_ptr<TargetOf<ParameterState>> target, Topic<ValueFeed> &topic,
                 KnownMarks &known, Parameter &parameter, int capacity)
        : ValueFeed(std::move(port), target, topic)
        , m_target(std::move(target))
        , m_known(known)
        , m_parameter(parameter)
        , m_queue(capacity)
    {
    }
    bool changed(Changed what) override;
    const Device *device() const override { return &m_parameter.device(); }
    void fill(Batch &batch) override;

protected:
    void end() override;

private:
    std::shared_ptr<TargetOf<ParameterState>> m_target;
    KnownMarks &m_known;
    Parameter &m_parameter;
    BoundedQueue<ParameterState> m_queue;
};

/// The newest status of a device, once a frame.
class DeviceFeed final : public ValueFeed
{
public:
    DeviceFeed(std::shared_ptr<Port> port, std::shared_ptr<TargetOf<DeviceStatus>> target, Topic<ValueFeed> &topic,
               Device &device)
        : ValueFeed(std::move(port), target, topic)
        , m_target(std::move(target))
        , m_device(device)
    {
    }
    bool changed(Changed) override
    {
        mark();
        return true;
    }
    const Device *device() const override { return &m_device; }
    void fill(Batch &batch) override;

private:
    std::shared_ptr<TargetOf<DeviceStatus>> m_target;
    Device &m_device;
};
} // namespace podium::engine
