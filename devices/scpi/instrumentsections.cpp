// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentsections.h"

#include "devices/links/framer.h"
#include "devices/scpi/instrumentfile.h"
#include "engine/model/quoted.h"

#include <algorithm>

namespace podium::devices
{
using namespace engine;
using Kind = ConfigNode::Kind;

namespace
{
bool hasGroup(const QRegularExpression &pattern, const QString &group)
{
    return pattern.namedCaptureGroups().contains(group);
}
} // namespace

InstrumentSections::InstrumentSections(const ConfigNode &root, InstrumentDescription &description,
                                       ProblemList &problems)
    : FileSections(root, description, problems)
    , m_description(description)
{
}

void InstrumentSections::read()
{
    const QStringList protocols{QStringLiteral("lines"), QStringLiteral("modbus")}; // a Modbus file is read by ModbusSections
    m_root.choice(QStringLiteral("protocol"), protocols, protocols.constFirst());
    readHead();
    readLink();
    readIdentity();
    readReplies();
    readParameters();
    readCommands();
    readMotion();
    readErrors();
    readStops();
    readLifeCycle();
    if (!m_description.stop.exists())
        requireStop(m_description, QStringLiteral("the message that does"));
    m_root.finish();
}

void InstrumentSections::readLink()
{
    auto &policy = m_description.policy;
    policy.framing.reply.lines = 1;
    auto link = m_root.below(QStringLiteral("link"));
    if (!link)
        return;
    const auto sendEnd = QStringLiteral("send_end");
    policy.framing.sendEnd = messageEnd(
        link->find(sendEnd), link->text(sendEnd, QStringLiteral("the end of a sent message"), QStringLiteral("\n")));
    if (const auto ends = link->texts(QStringLiteral("receive_ends")); !ends.isEmpty()) {
        policy.framing.receiveEnds.clear();
        for (const auto &end : ends)
            policy.framing.receiveEnds.push_back(messageEnd(link->find(QStringLiteral("receive_ends")), end));
    }
    try {
        const Framer works(policy.framing);
    } catch (const Error &error) {
        m_problems.add(*link->find(QStringLiteral("receive_ends")), error.message());
    }
    policy.framing.blocks = link->boolean(QStringLiteral("blocks"), true);
    policy.replyLimit = link->duration(QStringLiteral("reply_limit"), policy.replyLimit);
    policy.connectLimit = link->duration(QStringLiteral("connect_limit"), policy.connectLimit);
    policy.longestDelay = link->duration(QStringLiteral("longest_delay"), policy.longestDelay);
    policy.heartbeat = link->duration(QStringLiteral("heartbeat"), policy.heartbeat);
    const auto resync = link->choice(QStringLiteral("resync"), {QStringLiteral("reconnect"), QStringLiteral("drain")},
                                     QStringLiteral("reconnect"));
    policy.resync = resync == QLatin1String("drain") ? Resync::Drain : Resync::Reconnect;
    m_description.acknowledge = link->pattern(QStringLiteral("acknowledge"));
    m_description.errorReply = link->pattern(QStringLiteral("error_reply"));
    policy.framing.reply.last = m_description.errorReply;
    link->finish();
}

void InstrumentSections::readIdentity()
{
    const auto what =
        QStringLiteral("the question and the pattern of its answer: { query = \"*IDN?\", pattern = '^MAKER,MODEL,' }");
    if (!m_root.require(QStringLiteral("identity"), what))
        return;
    auto identity = m_root.below(QStringLiteral("identity"));
    if (!identity)
        return;
    m_description.policy.identify = question(*identity, QStringLiteral("the question, for example \"*IDN?\""));
    identity->require(QStringLiteral("pattern"),
                      QStringLiteral("what the answer must match, for example '^MAKER,MODEL,'"));
    m_description.policy.identity = identity->pattern(QStringLiteral("pattern"));
    identity->finish();
}

void InstrumentSections::readReplies()
{
    auto replies = m_root.below(QStringLiteral("replies"));
    if (!replies)
        return;
    for (const auto &node : replies->table().children) {
        auto reader = replies->below(node.name);
        if (!reader)
            continue;
        InstrumentReply reply;
        reply.query = question(*reader, QStringLiteral("the question"));
        reply.lines = static_cast<int>(reader->integer(QStringLiteral("lines"), 1, 1, 1000));
        if (reader->find(QStringLiteral("reply_limit")))
            reply.limit = reader->duration(QStringLiteral("reply_limit"), {});
        const auto pattern = reader->pattern(QStringLiteral("pattern"));
        reader->finish();
        m_named[node.name] = {replyIndex(reply), pattern};
        auto &limit = m_description.replies[m_named[node.name].index].limit;
        if (reply.limit && limit && *limit != *reply.limit)
            m_problems.add(*reader->find(QStringLiteral("reply_limit")),
                           QStringLiteral("The same question has another reply_limit above; give both the same."));
        else if (reply.limit)
            limit = reply.limit;
    }
}

QByteArray InstrumentSections::question(ConfigReader &reader, const QString &what)
{
    const auto key = QStringLiteral("query");
    const auto text = reader.text(key, what);
    if (const auto *node = reader.find(key); node && !text.isEmpty() && !isPrintable(text))
        m_problems.add(*node, QStringLiteral("%1 is no question; give printable ASCII characters without a line end, which "
                                             "the link adds.")
                                  .arg(quoted(text)));
    return text.toLatin1();
}

QByteArray InstrumentSections::messageEnd(const ConfigNode *node, const QString &text)
{
    if (node && std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0xff; }))
        m_problems.add(*node, QStringLiteral("%1 has a character that is no single byte; give ASCII or, as \"\\u0003\", "
                                             "up to \\u00ff.")
                                  .arg(quoted(text)));
    return text.toLatin1();
}

std::size_t InstrumentSections::replyIndex(const InstrumentReply &reply)
{
    auto &replies = m_description.replies;
    const auto same = std::find_if(replies.begin(), replies.end(), [&](const InstrumentReply &known) {
        return known.query == reply.query && known.lines == reply.lines;
    });
    if (same != replies.end())
        return static_cast<std::size_t>(same - replies.begin());
    replies.push_back(reply);
    return replies.size() - 1;
}

std::optional<InstrumentField> InstrumentSections::readField(ConfigReader &reader)
{
    const auto *query = reader.find(QStringLiteral("query"));
    const auto *named = reader.find(QStringLiteral("reply"));
    if (query && named)
        m_problems.add(*named, QStringLiteral("Both query and reply are given; give one of them."));
    InstrumentField field;
    if (query) {
        field.pattern = reader.pattern(QStringLiteral("pattern"));
        InstrumentReply reply;
        reply.query = question(reader, QStringLiteral("the question"));
        reply.lines = static_cast<int>(reader.integer(QStringLiteral("lines"), 1, 1, 1000));
        field.reply = replyIndex(reply);
    } else if (named) {
        const auto name = reader.text(QStringLiteral("reply"), QStringLiteral("the name of a table in [replies]"));
        const auto found = m_named.find(name);
        if (found == m_named.end()) {
            QStringList names;
            for (const auto &[known, reply] : m_named)
                names << known;
            m_problems.add(*named, QStringLiteral("There is no table [replies.%1].%2 Allowed are %3.")
                                       .arg(name, nearestWord(name, names), listed(names)));
            return {};
        }
        field.reply = found->second.index;
        field.pattern = found->second.pattern;
    } else {
        return {};
    }
    field.group = groupOf(reader, field);
    return field;
}

std::optional<InstrumentFlag> InstrumentSections::readFlag(ConfigReader &reader)
{
    auto field = readField(reader);
    if (!field)
        return {};
    ParameterSpec spec;
    spec.type = ParameterType::Boolean;
    return InstrumentFlag{*std::move(field), readWire(reader, spec)};
}

QString InstrumentSections::groupOf(ConfigReader &reader, const InstrumentField &field)
{
    const auto *node = reader.find(QStringLiteral("field"));
    auto group = reader.text(QStringLiteral("field"), QStringLiteral("a named part of the pattern"), {});
    const auto usual = QStringLiteral("value");
    if (!node)
        return field.pattern && hasGroup(*field.pattern, usual) ? usual : QString();
    if (field.pattern && hasGroup(*field.pattern, group))
        return group;
    auto groups = field.pattern ? field.pattern->namedCaptureGroups() : QStringList();
    groups.removeAll(QString());
    m_problems.add(*node,
                   QStringLiteral("The pattern has no part (?<%1>...). Its named parts are: %2.")
                       .arg(group, groups.isEmpty() ? QStringLiteral("none") : groups.join(QStringLiteral(", "))));
    return {};
}

std::vector<QByteArray> InstrumentSections::readMessages(ConfigReader &reader)
{
    std::vector<QByteArray> result;
    const auto key = QStringLiteral("send");
    const auto *node = reader.require(key, QStringLiteral("a message or a list of messages"));
    requireAny(node, QStringLiteral("at least one message"));
    for (const auto &text : reader.texts(key))
        result.push_back(
            MessageTemplate::read(*node, text, {}, m_problems).filled([](const auto &) { return QString(); }));
    return result;
}

std::vector<const ParameterSpec *> InstrumentSections::readableSpecs() const
{
    std::vector<const ParameterSpec *> specs;
    for (const auto &each : m_description.parameters)
        if (each.field)
            specs.push_back(&each.spec);
    return specs;
}

void readSections(const ConfigNode &root, InstrumentDescription &description, ProblemList &problems)
{
    InstrumentSections(root, description, problems).read();
}
} // namespace podium::devices
