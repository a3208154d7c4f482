// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/conditionlexer.h"

#include "engine/model/address.h"
#include "engine/tasks/error.h"

#include <QRegularExpression>

namespace podium::engine
{
namespace
{
using Kind = ConditionToken::Kind;

QString expression(const char *pattern)
{
    return QString::fromLatin1(pattern);
}

/// A device may be called 6632b: what is no number may still be an address.
std::optional<ConditionToken> addressAt(const QString &text, qsizetype at, qsizetype &end)
{
    static const QRegularExpression form(expression(R"(\G[A-Za-z0-9_/-]+\.[A-Za-z_][A-Za-z0-9_]*)"));
    const auto match = form.match(text, at);
    if (!match.hasMatch() || !Address::parse(match.captured()))
        return std::nullopt;
    end = match.capturedEnd();
    return ConditionToken{Kind::Address, match.captured(), {}, static_cast<int>(at) + 1};
}

/// A number is followed by its unit: letters, digits and the signs that units use, up to a comparison, a bracket, and, or.
ConditionToken literalAt(const QString &text, qsizetype at, qsizetype &end)
{
    static const QRegularExpression form(
        expression(R"re(\G([-+]?[0-9.][0-9.]*(?:[eE][-+]?[0-9]+)?)\s*((?:(?!\b(?:and|or)\b)[^<>=!()"])*))re"));
    const auto match = form.match(text, at);
    end = match.hasMatch() ? match.capturedEnd() : at + 1;
    ConditionToken token{Kind::Literal, match.hasMatch() ? match.captured().trimmed() : text.mid(at, 1), {}, static_cast<int>(at) + 1};
    try {
        token.literal = Quantity::parse(token.text);
    } catch (const Error &error) {
        if (const auto address = addressAt(text, at, end))
            return *address;
        conditionError(text, token.column, error.message());
    }
    return token;
}

ConditionToken wordAt(const QString &text, qsizetype at, qsizetype &end)
{
    static const QRegularExpression form(expression(R"(\G[A-Za-z0-9_/.-]+)"));
    const auto match = form.match(text, at);
    end = match.capturedEnd();
    const auto word = match.captured();
    const auto column = static_cast<int>(at) + 1;
    if (word == QLatin1String("and"))
        return {Kind::And, word, {}, column};
    if (word == QLatin1String("or"))
        return {Kind::Or, word, {}, column};
    if (word == QLatin1String("not"))
        return {Kind::Not, word, {}, column};
    if (word == QLatin1String("true") || word == QLatin1String("false"))
        return {Kind::Literal, word, word == QLatin1String("true"), column};
    if (!Address::parse(word))
        conditionError(text, column,
                       QStringLiteral("\"%1\" is no address, such as supply.voltage; texts stand in double quotes").arg(word));
    return {Kind::Address, word, {}, column};
}
} // namespace

void conditionError(const QString &condition, int column, const QString &message)
{
    throw Error(ErrorKind::Refused, QStringLiteral("In \"%1\", column %2: %3").arg(condition, QString::number(column), message));
}

std::vector<ConditionToken> conditionTokens(const QString &text)
{
    static const QRegularExpression comparison(expression(R"(\G(<=|>=|==|!=|<|>))"));
    static const QRegularExpression quoted(expression(R"re(\G"([^"]*)")re"));
    constexpr qsizetype longest = 1000; // each bracket and each word may be one level of nesting
    if (text.size() > longest)
        conditionError(text.left(60) + QStringLiteral("..."), static_cast<int>(longest) + 1,
                       QStringLiteral("a condition has at most %1 characters; make several rules of it").arg(longest));
    std::vector<ConditionToken> tokens;
    for (qsizetype at = 0; at < text.size();) {
        const auto letter = text[at];
        const auto column = static_cast<int>(at) + 1;
        qsizetype end = at + 1;
        if (letter.isSpace()) {
            at = end;
            continue;
        }
        if (letter == u'(') {
            tokens.push_back({Kind::Open, QStringLiteral("("), {}, column});
        } else if (letter == u')') {
            tokens.push_back({Kind::Close, QStringLiteral(")"), {}, column});
        } else if (const auto sign = comparison.match(text, at); sign.hasMatch()) {
            tokens.push_back({Kind::Operator, sign.captured(), {}, column});
            end = sign.capturedEnd();
        } else if (const auto string = quoted.match(text, at); string.hasMatch()) {
            tokens.push_back({Kind::Literal, string.captured(), string.captured(1), column});
            end = string.capturedEnd();
        } else if (letter.isDigit() || letter == u'-' || letter == u'+' || letter == u'.') {
            tokens.push_back(literalAt(text, at, end));
        } else if ((letter.isLetter() && letter.unicode() < 128) || letter == u'_') {
            tokens.push_back(wordAt(text, at, end));
        } else {
            conditionError(text, column, QStringLiteral("'%1' is not expected here").arg(letter));
        }
        at = end;
    }
    tokens.push_back({Kind::End, QString(), {}, static_cast<int>(text.size()) + 1});
    return tokens;
}
} // namespace podium::engine
