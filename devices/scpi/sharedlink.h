// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/messagelink.h"
#include "devices/scpi/turns.h"

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
    }

    MessageLink &link() { return m_link; }
    Turns &turns() { return m_turns; }

    /// The instrument may have queued an error that belongs to nothing that is sent next.
    bool mayHoldErrors() const { return m_mayHoldErrors; }
    void setMayHoldErrors(bool may) { m_mayHoldErrors = may; }

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
    bool m_mayHoldErrors = false;
};
} // namespace podium::devices
