// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/argumentreader.h"

#include "engine/model/nearest.h"
#include "engine/model/number.h"
#include "engine/model/quantity.h"
#include "engine/model/quoted.h"

#include <algorithm>

namespace podium::engine
{
namespace
{
constexpr double longestDuration = 1e9; // seconds, some 31 years

bool isAllDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}
} // namespace

ArgumentReader::ArgumentReader(Phrase arguments, int line, QString command, QString usage)
    : m_rest(std::move(arguments))
    , m_line(line)
    , m_command(std::move(command))
    , m_usage(std::move(usage))
{
}

void ArgumentReader::fail(int column, const QString &message) const
{
    throw ParseError{m_line, column, m_command, QStringLiteral("%1 Usage: %2").arg(message, m_usage)};
}

Phrase ArgumentReader::take(const QString &what)
{
    if (atEnd())
        fail(m_rest.column(), QStringLiteral("Missing: %1.").arg(what));
    return m_rest.takeWord();
}

Phrase ArgumentReader::takeRest(const QString &what)
{
    if (atEnd())
        fail(m_rest.column(), QStringLiteral("Missing: %1.").arg(what));
    return std::exchange(m_rest, Phrase(m_rest.column()));
}

void ArgumentReader::end()
{
    if (!atEnd()) {
        const Phrase word = m_rest.takeWord();
        fail(word.column(), QStringLiteral("%1 is one argument too many.").arg(quoted(word.text())));
    }
}

DeviceId ArgumentReader::device()
{
    const Phrase word = take(QStringLiteral("DEVICE like stage/x"));
    if (!isDeviceId(word.text()))
        fail(word.column(), QStringLiteral("%1 is no device id; letters, digits, _ and - joined by / make one, like stage/x.")
                                .arg(quoted(word.text())));
    return word.text();
}

Address ArgumentReader::takeAddress(const QString &what)
{
    const Phrase word = take(what);
    if (const auto address = Address::parse(word.text()))
        return *address;
    fail(word.column(), QStringLiteral("%1 is no %2.").arg(quoted(word.text()), what));
}

Address ArgumentReader::address() { return takeAddress(QStringLiteral("ADDRESS like stage/x.position")); }

Address ArgumentReader::commandAddress() { return takeAddress(QStringLiteral("DEVICE.COMMAND like stage/x.home")); }

QString ArgumentReader::target()
{
    const QString expected = QStringLiteral("TARGET like stage/x or stage/x.position");
    const Phrase word = take(expected);
    if (!isDeviceId(word.text()) && !Address::parse(word.text()))
        fail(word.column(), QStringLiteral("%1 is no %2.").arg(quoted(word.text()), expected));
    return word.text();
}

bool ArgumentReader::isTaskNext() const { return isAllDigits(m_rest.text()); }

TaskId ArgumentReader::task()
{
    const Phrase word = take(QStringLiteral("ID, the number of a task"));
    const auto id = isAllDigits(word.text()) ? parseInteger(word.text()) : std::nullopt;
    if (!id || *id == 0)
        fail(word.column(), QStringLiteral("%1 is no ID; give the number of a task, which the command tasks shows.")
                                .arg(quoted(word.text())));
    return static_cast<TaskId>(*id);
}

QString ArgumentReader::word() { return take(QStringLiteral("a word")).text(); }

QString ArgumentReader::oneOf(const QStringList &known)
{
    const Phrase word = take(QStringLiteral("a word"));
    if (!known.contains(word.text()))
        fail(word.column(), QStringLiteral("%1 is not known.%2").arg(quoted(word.text()), didYouMean(word.text(), known)));
    return word.text();
}

QString ArgumentReader::quantity()
{
    const Phrase phrase = takeRest(QStringLiteral("QTY, a number with its unit like 10 mm"));
    const QString text = phrase.text();
    const ScannedNumber number = scanNumber(text);
    if (number.problem == NumberProblem::NotFinite || number.problem == NumberProblem::OutOfRange)
        return text;
    if (number.problem != NumberProblem::None)
        fail(phrase.column(), numberMessage(number.problem, text));
    const QString unit = text.sliced(number.length).trimmed();
    if (!Unit::tryParse(unit))
        fail(phrase.column() + static_cast<int>(text.size() - unit.size()),
             QStringLiteral("%1 is not a known unit; write one like mm, m s-1 or degC.").arg(quoted(unit)));
    return text;
}

Duration ArgumentReader::duration()
{
    const Phrase phrase = takeRest(QStringLiteral("DURATION like 2 s or 500 ms"));
    try {
        const auto quantity = Quantity::parse(phrase.text());
        const auto second = Unit::parse(QStringLiteral("s"));
        if (!quantity.unit().compatibleWith(second))
            fail(phrase.column(), QStringLiteral("%1 is no DURATION; give a quantity of time, like 2 s or 500 ms.")
                                      .arg(quoted(phrase.text())));
        const double seconds = quantity.in(second);
        if (seconds < 0 || seconds > longestDuration)
            fail(phrase.column(), QStringLiteral("%1 is no DURATION; give one of 0 s to %2 s.")
                                      .arg(quoted(phrase.text()), numberText(longestDuration)));
        return std::chrono::round<Duration>(std::chrono::duration<double>(seconds));
    } catch (const Error &error) {
        fail(phrase.column(), error.message());
    }
}

QString ArgumentReader::value() { return takeRest(QStringLiteral("VALUE")).text(); }

QStringList ArgumentReader::list()
{
    QStringList texts;
    if (atEnd())
        return texts;
    const auto pieces = takeRest({}).split(u',');
    for (const Phrase &piece : pieces) {
        if (piece.isEmpty())
            fail(piece.column(), QStringLiteral("argument %1 is empty; write \"\" for an empty text.").arg(texts.size() + 1));
        texts << piece.text();
    }
    return texts;
}
} // namespace podium::engine
