// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/outcome.h"

#include <QStringList>

#include <exception>
#include <memory>
#include <vector>

namespace podium::engine
{
/// One reason why a write or a command was refused; the message names thing, value, limit or holder, and the way out.
struct Refusal {
    RefusalKind kind;
    QString address;
    QString message;
    bool operator==(const Refusal &) const = default;
};

/// What a failed operation carries: a kind, a sentence for the operator, where it happened, and what caused it.
class Error : public std::exception
{
public:
    explicit Error(ErrorKind kind, QString message, QString where = {});
    /// A refusal with all its reasons; the message joins theirs.
    explicit Error(std::vector<Refusal> refusals);

    ErrorKind kind() const { return m_kind; }
    const QString &message() const { return m_message; }
    const QString &where() const { return m_where; }
    const std::vector<Refusal> &refusals() const { return m_refusals; }
    const char *what() const noexcept override { return m_what.constData(); }

    /// The same error with the cause behind it. The chain is cut at 16 links.
    Error causedBy(const std::exception_ptr &cause) const;
    std::exception_ptr cause() const { return m_cause; }
    /// The messages from this error down to the first cause.
    QStringList chain() const;

    /// The same error with what went over the link just before it, unless it knows that already.
    Error withTraffic(const QStringList &lines) const;
    /// The last messages of the link before the error, a line for each, or those of its first cause that has any.
    QStringList traffic() const;

    /// Any exception as an Error: foreign ones become Internal with their what().
    static Error from(const std::exception_ptr &error);
    static Error refused(RefusalKind kind, const QString &address, const QString &message);

private:
    ErrorKind m_kind;
    QString m_message;
    QString m_where;
    QByteArray m_what;
    std::vector<Refusal> m_refusals;
    QStringList m_traffic;
    std::exception_ptr m_cause;
};

/// Thrown out of every wait of a cancelled task. No std::exception, so that catch (const std::exception &) lets it pass.
struct Cancelled {
    CancelReason reason = CancelReason::User;
};
} // namespace podium::engine
