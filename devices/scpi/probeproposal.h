// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace podium::devices
{
/// Writes down what a probe found out: the text of an instrument file to begin with, or of a bench file.
/// Thread: any, one at a time.
class ProbeProposal
{
public:
    /// Something that an unknown SCPI instrument may be asked; it sets nothing.
    struct Question {
        QByteArray query;
        QByteArray name; ///< of the parameter; empty: the question for errors
        QByteArray title;
        QByteArray unit; ///< empty: the answer is on or off
        engine::Duration limit{};
    };
    static const std::vector<Question> &questions();
    /// Whether an answer has the form of IEEE 488.2: maker, model, serial number, firmware.
    static bool isIdentification(const QString &answer);
    /// How a bench file names a known instrument.
    static QString benchText(const QString &id, const QString &instrument, const QString &address, const QStringList &settings);

    ProbeProposal(QString address, QString question, QString identity);

    bool isIdentification() const { return isIdentification(m_identity); }
    /// How the question that was answered ended, and its answer.
    void setEnds(const QByteArray &sendEnd, const QByteArray &receiveEnd);
    /// Takes down an answer; false if it is none.
    bool take(const Question &question, const QString &answer);
    /// The instrument file; it has no problem.
    QString text() const;

private:
    QString name() const;
    QString pattern() const;
    QString linkSection() const;

    QString m_address;
    QString m_question;
    QString m_identity;
    QByteArray m_sendEnd = "\n";
    QByteArray m_receiveEnd = "\n";
    QString m_noError; ///< the code of an empty error queue; empty: the question was not answered
    std::vector<Question> m_answered;
};
} // namespace podium::devices
