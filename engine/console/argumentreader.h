// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/console/parseerror.h"
#include "engine/console/phrase.h"
#include "engine/model/address.h"
#include "engine/tasks/taskinfo.h"

namespace podium::engine
{
/// Takes the arguments of one command apart, in their order.
///
/// Errors: all functions throw ParseError with the column, what was expected there, and the usage of the command.
/// Thread: any.
class ArgumentReader
{
public:
    ArgumentReader(Phrase arguments, int line, QString command, QString usage);

    bool atEnd() const { return m_rest.isEmpty(); }
    /// Nothing may be left.
    void end();

    DeviceId device();
    Address address();
    /// The address of a command of a device.
    Address commandAddress();
    /// A device or an address, as text; which of them can move is known to the bench alone.
    QString target();
    TaskId task();
    /// Whether only digits follow, so that it is an id and no duration.
    bool isTaskNext() const;
    QString word();
    /// One of these words.
    QString oneOf(const QStringList &known);

    /// Up to the end: a number and a known unit, as text. What spells NaN or infinity is let through, to be refused with
    /// the parameter's name.
    QString quantity();
    /// Up to the end: a quantity of time, not negative.
    Duration duration();
    /// Up to the end: any text that is not empty, or empty quotes.
    QString value();
    /// Up to the end: texts between commas; none if nothing follows.
    QStringList list();

private:
    Phrase take(const QString &what);
    Phrase takeRest(const QString &what);
    Address takeAddress(const QString &what);
    [[noreturn]] void fail(int column, const QString &message) const;

    Phrase m_rest;
    int m_line;
    QString m_command;
    QString m_usage;
};
} // namespace podium::engine
