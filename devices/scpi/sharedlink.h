// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/messagelink.h"
#include "devices/links/turns.h"

namespace podium::devices
{
/// One link that several devices use, for example the axes of a motion controller: open while one of them is.
/// Thread: the engine's.
class SharedLink
{
public:
    SharedLink(engine::Engine &engine, const QString &name, std::unique_ptr<Channel> channel, const LinkPolicy &policy)
        : m_link(engine, name, std::move(channel), policy)
    {
        QObject::connect(&m_link, &MessageLink::handUsed, &m_link, [this] { noteTrouble(); });
    }

    MessageLink &link() { return m_link; }
    Turns &turns() { return m_turns; }

    /// The instrument may have queued an error that belongs to nothing that is sent next.
    bool mayHoldErrors() const { return m_trouble != m_cleared; }
    /// Something happened that may have left one.
    void noteTrouble() { ++m_trouble; }
    quint64 trouble() const { return m_trouble; }
    /// The queue was empty for a question that was sent when trouble() was this.
    void setCleared(quint64 trouble) { m_cleared = trouble; }

    void open()
    {
        if (m_users++ == 0)
            m_link.open();
    }
    void close()
    {
        if (--m_users == 0)
            m_link.close();
    }

private:
    Turns m_turns;
    MessageLink m_link;
    int m_users = 0;
    quint64 m_trouble = 0;
    quint64 m_cleared = 0;
};
} // namespace podium::devices
