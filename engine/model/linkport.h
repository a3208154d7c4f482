// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/traceentry.h"
#include "engine/tasks/op.h"

#include <QStringList>

#include <vector>

namespace podium::engine
{
class Bench;
class Device;

/// A link as people see it: its traffic, and a message sent over it by hand. Whoever watches it costs it a call a message;
/// while nobody does, nothing is copied.
/// Thread: the engine's.
class LinkPort
{
public:
    /// Somebody who watches the traffic.
    class Watcher
    {
    public:
        virtual ~Watcher() = default;
        virtual void traced(const TraceEntry &entry) = 0;
        /// The link is removed: the last call.
        virtual void linkRemoved() = 0;
    };

    LinkPort() = default;
    LinkPort(const LinkPort &) = delete;
    LinkPort &operator=(const LinkPort &) = delete;
    virtual ~LinkPort();

    virtual const QString &name() const = 0;
    virtual QString address() const = 0;
    /// The last messages, oldest first.
    virtual std::vector<TraceEntry> trace() const = 0;
    /// Sends the bytes, with the line end of the link if they have none, and returns what comes back until the link is quiet:
    /// lines joined by '\n'. Null: nothing came, which is an error for a Read only.
    /// Errors: of the link; for a Write under the latch or of an older epoch, those of the gate.
    /// Cancel: not sent if still queued; in flight, the reply is discarded.
    virtual Op<QByteArray> sendByHand(QByteArray message, MessageClass messageClass) = 0;

    void addWatcher(Watcher &watcher) { m_watchers.push_back(&watcher); }
    void removeWatcher(Watcher &watcher) { std::erase(m_watchers, &watcher); }
    bool isWatched() const { return !m_watchers.empty(); }

protected:
    void tellWatchers(const TraceEntry &entry) const
    {
        for (auto *watcher : m_watchers)
            watcher->traced(entry);
    }

private:
    std::vector<Watcher *> m_watchers;
};

/// A capability of a device: it speaks over a link, which it may share with others.
class LinkUser
{
public:
    virtual ~LinkUser() = default;
    /// Null: it has none just now.
    virtual LinkPort *linkPort() = 0;
};

/// One link and the devices on it: a plain value, free to travel between threads.
struct LinkDescription {
    QString name;
    QString address;
    QStringList devices; ///< in the order of the bench
    bool operator==(const LinkDescription &) const = default;
};

/// The link of a device. Null: it has none.
LinkPort *linkOf(Device &device);
/// The devices on a link, in the order of the bench.
std::vector<Device *> devicesOn(const Bench &bench, const LinkPort &link);
/// Each link of a bench once, in the order of its first device.
std::vector<LinkDescription> linksOf(const Bench &bench);
} // namespace podium::engine
