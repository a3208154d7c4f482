// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedinstrument.h"

#include <QFile>

#include <algorithm>
#include <cmath>
#include <memory>

namespace podium::tests
{
namespace
{
/// The escapes of a script: \r, \n, \xHH.
QByteArray unescaped(const QString &text)
{
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != QLatin1Char('\\') || i + 1 == text.size()) {
            result += text[i].toLatin1();
            continue;
        }
        const auto sign = text[++i];
        if (sign == QLatin1Char('x')) {
            result += static_cast<char>(text.mid(i + 1, 2).toInt(nullptr, 16));
            i += 2;
        } else {
            result += sign == QLatin1Char('r') ? '\r' : sign == QLatin1Char('n') ? '\n' : sign.toLatin1();
        }
    }
    return result;
}

QStringList changes(const QString &text)
{
    QStringList result;
    for (const auto &part : text.split(QLatin1Char(';'), Qt::SkipEmptyParts))
        result << part.trimmed();
    result.removeAll(QString());
    return result;
}
} // namespace

ScriptedInstrument::ScriptedInstrument(const QString &path)
{
    m_clock.start();
    QFile script(path);
    if (!script.open(QIODevice::ReadOnly)) {
        m_problem = QStringLiteral("%1 cannot be read").arg(path);
        return;
    }
    for (const auto &line : QString::fromUtf8(script.readAll()).split(QLatin1Char('\n')))
        if (!line.trimmed().isEmpty() && !line.startsWith(QLatin1Char('#')))
            readLine(line.trimmed());
    QObject::connect(&m_server, &QTcpServer::newConnection, this, &ScriptedInstrument::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        m_problem = m_server.errorString();
}

void ScriptedInstrument::readLine(const QString &line)
{
    static const QRegularExpression end(QStringLiteral("^end (in|out) (\\S+)$"));
    static const QRegularExpression let(QStringLiteral("^let (\\w+) = ?(.*)$"));
    if (const auto match = end.match(line); match.hasMatch()) {
        (match.captured(1) == QLatin1String("in") ? m_endIn : m_endOut) = unescaped(match.captured(2));
        return;
    }
    if (const auto match = let.match(line); match.hasMatch()) {
        m_values[match.captured(1)] = match.captured(2);
        return;
    }
    const auto parts = line.split(QStringLiteral("=>"));
    if (parts.size() < 2 || parts.size() > 4) {
        m_problem = QStringLiteral("this is no rule: %1").arg(line);
        return;
    }
    Rule rule;
    const auto pattern = parts[0].trimmed();
    rule.pattern = QRegularExpression(QRegularExpression::anchoredPattern(pattern));
    rule.answer = QString::fromLatin1(unescaped(parts[1].trimmed()));
    rule.answers = !rule.answer.isEmpty();
    rule.before = changes(parts.value(2));
    rule.after = changes(parts.value(3));
    if (!rule.pattern.isValid())
        m_problem = QStringLiteral("this is no pattern: %1").arg(pattern);
    if (pattern == QLatin1String("else"))
        m_else = rule;
    else
        m_rules.push_back(rule);
}

void ScriptedInstrument::accept()
{
    while (auto *socket = m_server.nextPendingConnection()) {
        auto pending = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::readyRead, this, [this, socket, pending] { receive(*socket, *pending); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void ScriptedInstrument::receive(QTcpSocket &socket, QByteArray &pending)
{
    pending += socket.readAll();
    for (auto end = pending.indexOf(m_endIn); end >= 0; end = pending.indexOf(m_endIn)) {
        const auto message = pending.first(end);
        pending.remove(0, end + m_endIn.size());
        m_received << message;
        handle(socket, QString::fromLatin1(message).trimmed());
    }
}

void ScriptedInstrument::handle(QTcpSocket &socket, const QString &message)
{
    const auto *known = &m_else;
    QRegularExpressionMatch match;
    for (const auto &rule : m_rules) {
        match = rule.pattern.match(message);
        if (!match.hasMatch())
            continue;
        known = &rule;
        break;
    }
    for (const auto &each : known->before)
        change(each, match);
    if (known->answers)
        socket.write(filled(known->answer, match).toLatin1() + m_endOut);
    for (const auto &each : known->after)
        change(each, match);
}

void ScriptedInstrument::change(const QString &text, const QRegularExpressionMatch &match)
{
    static const QRegularExpression set(QStringLiteral("^(\\w+) = ?(.*)$"));
    static const QRegularExpression move(QStringLiteral("^(\\w+) ~ (\\S+) @ (\\S+)$"));
    static const QRegularExpression halt(QStringLiteral("^(\\w+) !$"));
    if (const auto is = set.match(text); is.hasMatch()) {
        m_motions.remove(is.captured(1));
        m_values[is.captured(1)] = filled(is.captured(2), match);
    } else if (const auto goes = move.match(text); goes.hasMatch()) {
        const auto name = goes.captured(1);
        m_motions[name] = {value(name).toDouble(), filled(goes.captured(2), match).toDouble(),
                           filled(goes.captured(3), match).toDouble(), m_clock.elapsed()};
    } else if (const auto stops = halt.match(text); stops.hasMatch()) {
        const auto name = stops.captured(1);
        m_values[name] = value(name);
        m_motions.remove(name);
    } else {
        m_problem = QStringLiteral("this is no change: %1").arg(text);
    }
}

QString ScriptedInstrument::filled(const QString &text, const QRegularExpressionMatch &match)
{
    static const QRegularExpression place(QStringLiteral("\\{([\\w:]+)\\}"));
    QString result;
    qsizetype from = 0;
    for (auto places = place.globalMatch(text); places.hasNext();) {
        const auto next = places.next();
        const auto name = next.captured(1);
        const auto captured = match.hasMatch() ? match.captured(name) : QString();
        result += text.mid(from, next.capturedStart() - from) + (captured.isNull() ? value(name) : captured);
        from = next.capturedEnd();
    }
    return result + text.mid(from);
}

QString ScriptedInstrument::value(const QString &name)
{
    const auto variable = name.section(QLatin1Char(':'), 0, 0);
    const auto aspect = name.section(QLatin1Char(':'), 1);
    auto moves = false;
    if (const auto motion = m_motions.constFind(variable); motion != m_motions.cend()) {
        const auto way = motion->to - motion->from;
        const auto done = motion->speed * static_cast<double>(m_clock.elapsed() - motion->begun) / 1000;
        moves = done < std::abs(way);
        const auto at = moves ? motion->from + std::copysign(done, way) : motion->to;
        m_values[variable] = QString::number(at, 'f', 4);
    }
    if (aspect == QLatin1String("moving"))
        return moves ? QStringLiteral("1") : QStringLiteral("0");
    if (aspect == QLatin1String("rests"))
        return moves ? QStringLiteral("0") : QStringLiteral("1");
    if (!m_values.contains(variable))
        m_problem = QStringLiteral("there is no variable %1").arg(variable);
    return m_values.value(variable);
}
} // namespace podium::tests
