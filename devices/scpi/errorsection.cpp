// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentsections.h"

#include "engine/model/quoted.h"

#include <algorithm>

/// How an instrument tells errors: the section [error_query], the sections [[error_register]], the texts in [errors].
namespace podium::devices
{
using namespace engine;

namespace
{
/// "-410", or with slashes a pattern that the whole code must match.
std::optional<ErrorCode> errorCode(const ConfigNode &node, const QString &text, ProblemList &problems)
{
    const bool isPattern = text.size() > 2 && text.startsWith(QLatin1Char('/')) && text.endsWith(QLatin1Char('/'));
    const auto inner = isPattern ? text.mid(1, text.size() - 2) : QRegularExpression::escape(text);
    ErrorCode code{text, QRegularExpression(QRegularExpression::anchoredPattern(inner))};
    if (!text.isEmpty() && code.pattern.isValid())
        return code;
    problems.add(node, QStringLiteral("%1 is no code; give one as the instrument spells it, for example \"-410\", or a "
                                      "pattern between slashes, for example '/-4\\d\\d/'.")
                           .arg(quoted(text)));
    return {};
}

std::vector<ErrorCode> errorCodes(ConfigReader &reader, const QString &key, ProblemList &problems)
{
    std::vector<ErrorCode> codes;
    const auto *node = reader.find(key);
    for (const auto &text : reader.texts(key))
        if (auto code = errorCode(*node, text, problems))
            codes.push_back(*std::move(code));
    return codes;
}

/// The weight of one bit of a register.
std::optional<quint64> weight(const QString &text)
{
    bool isNumber = false;
    const auto value = text.toULongLong(&isNumber);
    const bool isOneBit = value != 0 && (value & (value - 1)) == 0;
    return isNumber && isOneBit ? std::optional(value) : std::nullopt;
}
} // namespace

void InstrumentSections::readErrors()
{
    if (auto texts = m_root.below(QStringLiteral("errors")))
        for (const auto &node : texts->table().children)
            m_description.errorTexts[node.name] = texts->text(node.name, QStringLiteral("the meaning of the code"), {});
    readErrorQuery();
    for (auto &reader : m_root.list(QStringLiteral("error_register"))) {
        m_description.errorRegisters.push_back(readErrorRegister(reader));
        reader.finish();
    }
}

void InstrumentSections::readErrorQuery()
{
    auto reader = m_root.below(QStringLiteral("error_query"));
    if (!reader)
        return;
    InstrumentErrorQuery errors;
    errors.query = question(*reader, QStringLiteral("the question, for example \"SYST:ERR?\""));
    const auto *node =
        reader->require(QStringLiteral("pattern"), QStringLiteral("a pattern with the part (?<code>...)"));
    errors.pattern = reader->pattern(QStringLiteral("pattern")).value_or(QRegularExpression());
    if (node && errors.pattern.isValid() && !errors.pattern.namedCaptureGroups().contains(QStringLiteral("code")))
        m_problems.add(*node,
                       QStringLiteral("%1 has no part (?<code>...), so nobody can tell an error from none; add it.")
                           .arg(quoted(node->text)));
    errors.none = reader->text(QStringLiteral("none"), QStringLiteral("the code of no error"), QStringLiteral("0"));
    errors.severities.warnings = errorCodes(*reader, QStringLiteral("warnings"), m_problems);
    errors.severities.ignored = errorCodes(*reader, QStringLiteral("ignored"), m_problems);
    for (const auto &warning : errors.severities.warnings)
        for (const auto &ignored : errors.severities.ignored)
            if (warning.code == ignored.code)
                m_problems.add(*reader->find(QStringLiteral("ignored")),
                               QStringLiteral("%1 stands in warnings too; leave it in one of the two.").arg(quoted(ignored.code)));
    reader->finish();
    m_description.errorQuery = errors;
}

InstrumentErrorRegister InstrumentSections::readErrorRegister(ConfigReader &reader)
{
    InstrumentErrorRegister result;
    result.query = question(reader, QStringLiteral("the question, for example \"*ESR?\""));
    result.pattern = reader.pattern(QStringLiteral("pattern"));
    if (result.pattern && !result.pattern->namedCaptureGroups().contains(QStringLiteral("value")))
        m_problems.add(*reader.find(QStringLiteral("pattern")),
                       QStringLiteral("%1 has no part (?<value>...), which holds the number of the register; add it.")
                           .arg(quoted(result.pattern->pattern())));
    const auto what = QStringLiteral("the text of each bit by its weight, for example { 16 = \"execution error\" }");
    if (!reader.require(QStringLiteral("bits"), what))
        return result;
    auto bits = reader.below(QStringLiteral("bits"));
    if (!bits)
        return result;
    for (const auto &node : bits->table().children) {
        InstrumentErrorRegister::Bit bit;
        bit.text = bits->text(node.name, QStringLiteral("the meaning of the bit"));
        if (const auto value = weight(node.name))
            bit.weight = *value;
        else
            m_problems.addAtKey(node, QStringLiteral("%1 is not the weight of one bit; give 1, 2, 4, 8, 16 and so on.")
                                          .arg(quoted(node.name)));
        result.bits.push_back(bit);
    }
    readWarningBits(reader, result);
    return result;
}

void InstrumentSections::readWarningBits(ConfigReader &reader, InstrumentErrorRegister &known)
{
    const auto *node = reader.find(QStringLiteral("warnings"));
    for (const auto &text : reader.texts(QStringLiteral("warnings"))) {
        const auto bit = std::find_if(known.bits.begin(), known.bits.end(), [value = weight(text)](const auto &each) {
            return value && each.weight == *value;
        });
        if (bit != known.bits.end())
            bit->severity = ErrorSeverity::Warning;
        else
            m_problems.add(*node, QStringLiteral("%1 is none of the bits that have a text here; give the weight of one.")
                                      .arg(quoted(text)));
    }
}
} // namespace podium::devices
