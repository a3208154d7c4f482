// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scriptedchannel.h"

#include <QRegularExpression>

#include <set>

namespace podium::tests
{
/// A vector that a scripted INDI server has.
struct ServedVector {
    QByteArray type;       ///< "Number"
    QByteArray attributes; ///< of its definition: "perm='rw' timeout='3'"
    QByteArray state = "Idle";
    std::vector<std::pair<QByteArray, QByteArray>> members; ///< name and value
    QByteArray memberAttributes = {};                       ///< of each in the definition: "format='%.1f' min='0' max='9'"
};

/// The server's end of a scripted channel: it answers pings and questions for its vectors after 1 ms, in order, and leaves what
/// a client writes to the test. As indiserver does, it tells a client of all devices only if that has asked for all before it named
/// one, and else of what it has named.
/// Thread: the engine's.
class IndiServer
{
public:
    IndiServer(engine::Engine &engine, ScriptedChannel &channel, QByteArray device)
        : m_engine(engine)
        , m_channel(channel)
        , m_device(std::move(device))
    {
        m_channel.onMessage = [this](const QByteArray &message) {
            for (const auto &line : message.split('\n'))
                answer(line);
        };
    }

    std::map<QByteArray, ServedVector> vectors;
    QByteArrayList others; ///< names of further devices
    std::map<QByteArray, engine::Duration> slow; ///< how long it takes to tell of a vector; else 1 ms
    bool isMute = false;
    bool knowsPings = true;
    std::function<void(const QByteArray &vector, const QByteArray &line)> written; ///< of a newXVector

    QByteArray defined(const QByteArray &name) const
    {
        const auto &vector = vectors.at(name);
        auto text = "<def" + vector.type + "Vector" + head(name) + " label='" + name + "' group='Main' " + vector.attributes + ">";
        for (const auto &[member, value] : vector.members)
            text += "<def" + vector.type + " name='" + member + "' " + vector.memberAttributes + ">\n" + value + "\n</def"
                    + vector.type + ">";
        return text + "</def" + vector.type + "Vector>\n";
    }
    QByteArray set(const QByteArray &name, const QByteArray &extra = {}) const
    {
        const auto &vector = vectors.at(name);
        auto text = "<set" + vector.type + "Vector" + head(name) + extra + ">";
        for (const auto &[member, value] : vector.members)
            text += "<one" + vector.type + " name='" + member + "'>" + value + "</one" + vector.type + ">";
        return text + "</set" + vector.type + "Vector>\n";
    }
    /// Changes a vector of one member, or the first, and tells it.
    void change(const QByteArray &name, const QByteArray &state, const QByteArray &value, engine::Duration after = {})
    {
        auto &vector = vectors.at(name);
        vector.state = state;
        vector.members.front().second = value;
        if (hears(m_device, name))
            m_channel.deliver(set(name), after);
    }
    void say(const QByteArray &text)
    {
        m_channel.deliver("<message device='" + m_device + "' timestamp='2026-01-01T00:00:00' message='" + text + "'/>\n");
    }
    void takeBack(const QByteArray &name)
    {
        vectors.erase(name);
        m_channel.deliver("<delProperty device='" + m_device + "' name='" + name + "'/>\n");
    }
    void takeAllBack()
    {
        vectors.clear();
        m_channel.deliver("<delProperty device='" + m_device + "'/>\n");
    }
    void define(const QByteArray &name, ServedVector vector)
    {
        vectors[name] = std::move(vector);
        if (hears(m_device, name))
            m_channel.deliver(defined(name));
    }
    /// The value that a line gives to a member.
    static QByteArray valueIn(const QByteArray &line, const QByteArray &member)
    {
        const QRegularExpression pattern(QStringLiteral("name=\"%1\">([^<]*)<").arg(QString::fromLatin1(member)));
        return pattern.match(QString::fromUtf8(line)).captured(1).toUtf8();
    }

private:
    QByteArray head(const QByteArray &name) const
    {
        return " device='" + m_device + "' name='" + name + "' state='" + vectors.at(name).state + "' timestamp='2026-01-01T00:00:00'";
    }
    static QByteArray attribute(const QByteArray &line, const char *name)
    {
        const QRegularExpression pattern(QStringLiteral(" %1=\"([^\"]*)\"").arg(QLatin1String(name)));
        return pattern.match(QString::fromUtf8(line)).captured(1).toUtf8();
    }
    void answer(const QByteArray &line)
    {
        if (isMute)
            return;
        noteInterest(line);
        if (line.startsWith("<pingRequest") && knowsPings)
            m_channel.deliver("<pingReply uid='" + attribute(line, "uid") + "'/>\n", std::chrono::milliseconds(1));
        else if (line.startsWith("<getProperties"))
            tell(attribute(line, "device"), attribute(line, "name"));
        else if (line.startsWith("<new") && written)
            written(attribute(line, "name"), line);
    }
    void noteInterest(const QByteArray &line)
    {
        if (std::exchange(m_connection, m_channel.connections) != m_channel.connections) {
            m_hearsAll = false;
            m_named.clear();
        }
        if (const auto device = attribute(line, "device"); !device.isEmpty())
            m_named.insert({device, attribute(line, "name")});
        else if (line.startsWith("<getProperties") && m_named.empty())
            m_hearsAll = true;
    }
    bool hears(const QByteArray &device, const QByteArray &name) const
    {
        return m_hearsAll || m_named.contains({device, name}) || m_named.contains({device, {}});
    }
    void tell(const QByteArray &device, const QByteArray &name)
    {
        if (device.isEmpty() || device == m_device)
            for (const auto &[each, vector] : vectors)
                if (name.isEmpty() || name == each)
                    later(each);
        if (device.isEmpty() && m_hearsAll)
            for (const auto &other : others)
                m_channel.deliver("<defTextVector device='" + other + "' name='INFO' state='Idle' perm='ro'/>\n",
                                  std::chrono::milliseconds(1));
    }
    /// What it is when the answer leaves, not when the question came.
    void later(const QByteArray &name)
    {
        const auto takes = slow.contains(name) ? slow.at(name) : engine::Duration(std::chrono::milliseconds(1));
        m_engine.at(m_engine.now() + takes, [this, name] {
            if (vectors.contains(name) && hears(m_device, name))
                m_channel.deliver(defined(name));
        });
    }

    engine::Engine &m_engine;
    ScriptedChannel &m_channel;
    QByteArray m_device;
    int m_connection = 0;
    bool m_hearsAll = false;
    std::set<std::pair<QByteArray, QByteArray>> m_named; ///< device and vector
};
} // namespace podium::tests
