// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linkkind.h"
#include "devices/scpi/instrumentdescription.h"
#include "devices/scpi/probestream.h"

namespace podium::devices
{
/// A kind of instrument that a probe may find.
struct ProbeCandidate {
    QString name;                      ///< of its file
    QStringList settings;              ///< that a bench file must give, each as `axis = "x"`
    InstrumentDescription description; ///< with settings that serve as examples
};

/// What a probe found.
struct ProbeResult {
    enum class Outcome : quint8 {
        Known,      ///< one or more of the candidates fit
        Proposed,   ///< it answers, and none fits
        NoListener, ///< no connection could be made
        Mute,       ///< a connection, and no answer to any question
        NoText,     ///< what came is no text, or has no end
    };
    QString address;
    Outcome outcome = Outcome::Mute;
    QString message;         ///< for people: what was found, or what is wrong and what to do
    QStringList instruments; ///< names of the candidates that fit
    QString question;        ///< that was answered
    QString identity;        ///< the answer
    QString benchText;       ///< Known: what to write into a bench file
    QString proposal;        ///< Proposed: the text of an instrument file

    bool isFound() const { return outcome == Outcome::Known || outcome == Outcome::Proposed; }
};

/// Finds out what answers at an address. It asks who is there, as each of the candidates would be asked, and reads one value
/// of each that seems to fit; of an unknown one that speaks SCPI it reads what a supply or a meter would tell. It sends
/// questions alone: nothing that sets, moves or energises.
/// Thread: the engine's, inside a task; must outlive its operation.
class InstrumentProbe
{
public:
    InstrumentProbe(engine::Engine &engine, const std::vector<LinkKind> &kinds, std::vector<ProbeCandidate> candidates)
        : m_engine(engine)
        , m_kinds(kinds)
        , m_candidates(std::move(candidates))
    {
    }

    /// Errors: Refused for an address that is none.
    /// Cancel: the connection is closed; nothing remains.
    engine::Op<ProbeResult> probe(QString address);

private:
    /// One way to ask who is there.
    struct Question {
        QByteArray text;
        QByteArray end;
        std::vector<QByteArray> receiveEnds;
    };
    std::vector<Question> questions() const;
    /// A line as it came, without its end.
    struct Answer {
        QByteArray line;
        QByteArray end;
        bool isText() const;
    };
    static Answer firstLine(const QByteArray &bytes, const std::vector<QByteArray> &ends);
    engine::Op<QStringList> fitting(ProbeStream &stream, Question question, QByteArray line);
    engine::Op<bool> confirms(ProbeStream &stream, const InstrumentDescription &description);
    engine::Op<ProbeResult> propose(ProbeStream &stream, Question question, Answer answer);
    ProbeResult known(const QString &address, const QStringList &names, const Question &question, const QByteArray &line) const;

    engine::Engine &m_engine;
    const std::vector<LinkKind> &m_kinds;
    std::vector<ProbeCandidate> m_candidates;
};
} // namespace podium::devices
