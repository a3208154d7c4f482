// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/error.h"

namespace podium::engine
{
namespace
{
QString joined(const std::vector<Refusal> &refusals)
{
    QStringList parts;
    for (const auto &refusal : refusals)
        parts << refusal.message;
    return parts.join(QStringLiteral(" "));
}
} // namespace

Error::Error(ErrorKind kind, QString message, QString where)
    : m_kind(kind)
    , m_message(std::move(message))
    , m_where(std::move(where))
    , m_what(m_message.toUtf8())
{
}

Error::Error(std::vector<Refusal> refusals)
    : Error(ErrorKind::Refused, joined(refusals), refusals.empty() ? QString() : refusals.front().address)
{
    m_refusals = std::move(refusals);
}

Error Error::causedBy(const std::exception_ptr &cause) const
{
    constexpr int longestChain = 16;
    Error copy = *this;
    if (cause && from(cause).chain().size() < longestChain)
        copy.m_cause = cause;
    return copy;
}

QStringList Error::chain() const
{
    QStringList messages{m_message};
    if (m_cause)
        messages += from(m_cause).chain();
    return messages;
}

Error Error::withTraffic(const QStringList &lines) const
{
    Error copy = *this;
    if (traffic().isEmpty())
        copy.m_traffic = lines;
    return copy;
}

QStringList Error::traffic() const
{
    return m_traffic.isEmpty() && m_cause ? from(m_cause).traffic() : m_traffic;
}

Error Error::from(const std::exception_ptr &error)
{
    try {
        std::rethrow_exception(error);
    } catch (const Error &known) {
        return known;
    } catch (const std::exception &foreign) {
        return Error(ErrorKind::Internal, QString::fromUtf8(foreign.what()));
    } catch (const Cancelled &) {
        return Error(ErrorKind::Internal, QStringLiteral("cancelled"));
    } catch (...) {
        return Error(ErrorKind::Internal, QStringLiteral("an exception of an unknown type"));
    }
}

Error Error::refused(RefusalKind kind, const QString &address, const QString &message)
{
    return Error(std::vector<Refusal>{{kind, address, message}});
}
} // namespace podium::engine
