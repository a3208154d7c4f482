// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

#include <functional>

namespace podium::app
{

/// Takes the reply of one unit of a message; a null reply means that the unit has none.
using Answer = std::function<void(const QByteArray &reply)>;

/// A number as bench instruments write it (`+7.50000E+00`).
QByteArray scientific(double value, int decimals = 5);

/// The headers that one simulated instrument understands, each with its handler.
/// A pattern is written as in manuals: `[:SOURce]:VOLTage[:LEVel]`, short form in capitals, optional nodes in brackets.
/// Thread: one.
class ScpiTree
{
public:
    using Command = std::function<void(const QByteArray &argument)>;
    using Query = std::function<QByteArray(const QByteArray &argument)>;
    using SlowQuery = std::function<void(const QByteArray &argument, const Answer &answer)>;

    void addCommand(const QByteArray &pattern, Command command);
    /// The question mark belongs to the pattern. A null reply means that the query failed and is not answered.
    void addQuery(const QByteArray &pattern, Query query);
    /// As `addQuery`, answering once and whenever it likes.
    void addSlowQuery(const QByteArray &pattern, const SlowQuery &query);

    /// Executes one unit and answers once; false, without an answer, if the header is not known.
    bool execute(const QByteArray &unit, const Answer &answer) const;

    /// The units of a message, each with its whole header: a header without leading colon continues at the level of
    /// the one before (`STAT:OPER:PTR 1;NTR 2`).
    static QList<QByteArray> units(const QByteArray &message);
    /// The header of a unit in capitals, with its question mark.
    static QByteArray header(const QByteArray &unit);
    /// What follows the header, without blanks around it.
    static QByteArray argument(const QByteArray &unit);

private:
    QHash<QByteArray, SlowQuery> m_handlers;
};

} // namespace podium::app
