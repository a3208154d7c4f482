// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QElapsedTimer>
#include <QHash>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

#include <vector>

namespace podium::tests
{
/// An instrument on a TCP port that behaves as a script says, one rule a line:
///
///     end in \r              what ends a message, and an answer
///     end out \r\n
///     let volt = 0           a variable
///     VOLT (?<v>\S+)  => => volt = {v}      a pattern for the whole message, its answer (none here), what it changes
///     VOLT\?          => {volt}
///     MOV (?<to>\S+)  => => pos ~ {to} @ 5  the variable moves there, so much a second
///     HLT             => => pos !           it stands still now
///     STAT\?          => {pos:moving}       1 while it moves, else 0; {pos:rests} is the opposite
///     else            => => error = 32      a message that no rule is for
///
/// Changes happen before the answer is made, but for those behind a third =>, which happen after it. Lines with # are comments.
/// Thread: main thread.
class ScriptedInstrument : public QObject
{
    Q_OBJECT

public:
    /// Path: of the script.
    explicit ScriptedInstrument(const QString &path);

    /// What is wrong with the script, or empty.
    const QString &problem() const { return m_problem; }
    quint16 port() const { return m_server.serverPort(); }
    const QByteArray &messageEnd() const { return m_endIn; }
    /// The messages so far without their ends.
    const QByteArrayList &received() const { return m_received; }

private:
    struct Rule {
        QRegularExpression pattern;
        QString answer;
        QStringList before;
        QStringList after;
        bool answers = false;
    };
    struct Motion {
        double from = 0;
        double to = 0;
        double speed = 0;
        qint64 begun = 0; // in ms
    };
    void readLine(const QString &line);
    void accept();
    void receive(QTcpSocket &socket, QByteArray &pending);
    void handle(QTcpSocket &socket, const QString &message);
    void change(const QString &change, const QRegularExpressionMatch &match);
    QString filled(const QString &text, const QRegularExpressionMatch &match);
    QString value(const QString &name);

    QTcpServer m_server;
    std::vector<Rule> m_rules;
    Rule m_else;
    QHash<QString, QString> m_values;
    QHash<QString, Motion> m_motions;
    QElapsedTimer m_clock;
    QByteArray m_endIn = "\n";
    QByteArray m_endOut = "\n";
    QByteArrayList m_received;
    QString m_problem;
};
} // namespace podium::tests
