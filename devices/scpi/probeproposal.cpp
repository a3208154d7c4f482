// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/probeproposal.h"

#include "engine/model/number.h"

#include <QRegularExpression>

namespace podium::devices
{
using namespace std::chrono_literals;

namespace
{
const QString errorPattern = QStringLiteral("^\\+?(?<code>-?\\d+),\"(?<text>.*)\"$");

/// A TOML text in double quotes.
QString tomlText(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
            result += QLatin1Char('\\');
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            result += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            result += c;
    }
    return QStringLiteral("\"%1\"").arg(result);
}

/// A text of one line for a comment.
QString tomlComment(const QString &text)
{
    QString result;
    for (const QChar c : text)
        result += c.unicode() >= 0x20 && c.unicode() < 0x7f ? c : QLatin1Char('.');
    return result;
}
} // namespace

const std::vector<ProbeProposal::Question> &ProbeProposal::questions()
{
    static const std::vector<Question> all{
        {"SYST:ERR?", "", "", "", 1s},
        {"OUTP?", "output", "Output", "", 500ms},
        {"VOLT?", "voltage_setpoint", "Voltage setpoint", "V", 500ms},
        {"CURR?", "current_setpoint", "Current setpoint", "A", 500ms},
        {"FREQ?", "frequency", "Frequency", "Hz", 500ms},
        {"MEAS:VOLT?", "voltage", "Voltage", "V", 3s},
        {"MEAS:CURR?", "current", "Current", "A", 3s},
        {"MEAS:TEMP?", "temperature", "Temperature", "degC", 3s},
    };
    return all;
}

bool ProbeProposal::isIdentification(const QString &answer) { return answer.count(QLatin1Char(',')) >= 3; }

QString ProbeProposal::benchText(const QString &id, const QString &instrument, const QString &address, const QStringList &settings)
{
    auto text = QStringLiteral("[[device]]\nid = %1\ninstrument = %2\naddress = %3\n")
                    .arg(tomlText(id), tomlText(instrument), tomlText(address));
    if (!settings.isEmpty())
        text += QStringLiteral("settings = { %1 }\n").arg(settings.join(QStringLiteral(", ")));
    return text;
}

ProbeProposal::ProbeProposal(QString address, QString question, QString identity)
    : m_address(std::move(address))
    , m_question(std::move(question))
    , m_identity(std::move(identity))
{
}

void ProbeProposal::setEnds(const QByteArray &sendEnd, const QByteArray &receiveEnd)
{
    m_sendEnd = sendEnd;
    m_receiveEnd = receiveEnd;
}

bool ProbeProposal::take(const Question &question, const QString &answer)
{
    if (question.name.isEmpty()) {
        static const QRegularExpression form(errorPattern);
        const auto match = form.match(answer);
        if (match.hasMatch())
            m_noError = QStringLiteral("0");
        return match.hasMatch();
    }
    const bool isFlag = question.unit.isEmpty();
    static const QStringList words{QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("OFF"), QStringLiteral("ON")};
    const bool isGood = isFlag ? words.contains(answer.toUpper()) : engine::parseNumber(answer).has_value();
    if (isGood)
        m_answered.push_back(question);
    return isGood;
}

QString ProbeProposal::name() const
{
    if (!isIdentification())
        return m_identity.trimmed().left(40);
    return QStringLiteral("%1 %2").arg(m_identity.section(QLatin1Char(','), 0, 0).trimmed(), m_identity.section(QLatin1Char(','), 1, 1).trimmed());
}

/// Maker and model, or all of it; a quote cannot stand in TOML's single quotes, so any character goes in its place.
QString ProbeProposal::pattern() const
{
    const auto known = isIdentification() ? m_identity.section(QLatin1Char(','), 0, 1) + QLatin1Char(',') : m_identity;
    QString result = QStringLiteral("^");
    for (const QChar c : known) {
        const bool isPlain = c.unicode() >= 0x20 && c.unicode() < 0x7f && c != QLatin1Char('\'');
        const bool isSign = isPlain && !c.isLetterOrNumber() && c != QLatin1Char(' ') && c != QLatin1Char(',') && c != QLatin1Char('_');
        result += isSign ? QStringLiteral("\\%1").arg(c) : isPlain ? QString(c) : QStringLiteral(".");
    }
    return result;
}

QString ProbeProposal::linkSection() const
{
    const bool isUsual = m_receiveEnd == "\n" || m_receiveEnd == "\r\n";
    if (isUsual && m_sendEnd == "\n")
        return {};
    QString text = QStringLiteral("[link]\n");
    if (m_sendEnd != "\n")
        text += QStringLiteral("send_end = %1\n").arg(tomlText(QString::fromLatin1(m_sendEnd)));
    if (!isUsual)
        text += QStringLiteral("receive_ends = [%1]\n").arg(tomlText(QString::fromLatin1(m_receiveEnd)));
    return text + QLatin1Char('\n');
}

QString ProbeProposal::text() const
{
    const auto firmware = isIdentification() ? m_identity.section(QLatin1Char(','), 3).trimmed() : QStringLiteral("unknown");
    auto text = QStringLiteral("# %1 answered: %2\n"
                               "# A start that only reads: compare it with the manual, add what writes ([[parameter]] with write)\n"
                               "# and what stops ([stop]); resources/instruments/README.md explains every key.\n"
                               "name = %3\nfamily = \"instrument\"\nmanual = %4\n\n")
                    .arg(tomlComment(m_address), tomlComment(m_identity), tomlText(name()),
                         tomlText(QStringLiteral("none yet; firmware %1").arg(firmware)));
    text += linkSection();
    text += QStringLiteral("[identity]\nquery = %1\npattern = '%2'\n").arg(tomlText(m_question), pattern());
    if (!m_noError.isEmpty())
        text += QStringLiteral("\n[error_query]\nquery = \"SYST:ERR?\"\npattern = '%1'\nnone = \"%2\"\n").arg(errorPattern, m_noError);
    for (const auto &each : m_answered) {
        text += QStringLiteral("\n[[parameter]]\nname = \"%1\"\ntitle = \"%2\"\n").arg(QString::fromLatin1(each.name), QString::fromLatin1(each.title));
        text += each.unit.isEmpty() ? QStringLiteral("type = \"boolean\"\n") : QStringLiteral("unit = \"%1\"\n").arg(QString::fromLatin1(each.unit));
        text += QStringLiteral("query = \"%1\"\n").arg(QString::fromLatin1(each.query));
    }
    return text;
}
} // namespace podium::devices
