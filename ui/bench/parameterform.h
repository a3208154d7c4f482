// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bench/benchediting.h"

#include <QGroupBox>

class QFormLayout;

namespace podium::ui
{
class ChoiceField;
class InlineMessage;
class LineField;

/// What a bench says of the parameters of one device, one parameter at a time: soft limits, alarms, poll period, decimals. What
/// is wrong stands at the line that it is about, or, of a parameter that is not chosen, at the choice.
/// Thread: the GUI's.
class ParameterForm : public QGroupBox
{
    Q_OBJECT

public:
    explicit ParameterForm(QWidget *parent = nullptr);

    /// Those that the device has; what the draft says of others can be seen and taken away.
    void setParameters(const std::vector<ParameterField> &parameters);
    void setDraft(const QMap<QString, ParameterDraft> &draft);
    const QMap<QString, ParameterDraft> &draft() const { return m_draft; }
    /// Returns those that are about something else.
    std::vector<FieldProblem> setProblems(const std::vector<FieldProblem> &problems);
    /// "parameter", "limits.low", "minor.high", "poll", ...; null: there is none.
    QWidget *field(const QString &name) const;
    /// At the line "parameter", "limits", "minor", "major", "poll" or "decimals".
    QString problem(const QString &line) const;

Q_SIGNALS:
    /// A person has changed it.
    void edited();

private:
    struct Line {
        QString name;
        std::vector<LineField *> fields; ///< one, or the low and the high one
        InlineMessage *message = nullptr;
    };
    void addPair(const QString &name, const QString &title, const QString &help);
    void addSingle(const QString &name, const QString &title, const QString &help);
    void addLine(const QString &name, const QString &title, const QString &help, QWidget *holder, std::vector<LineField *> fields);
    LineField *makeField(const QString &name, const QString &title, const QString &help);
    void fillChoice();
    void offer(const std::vector<std::pair<QString, QString>> &items);
    QStringList givenLines(const ParameterDraft &draft) const;
    void fill();
    void fillField(LineField &line, const ParameterField *known, const QString &whyNot);
    void placeProblems();
    void take(const LineField &line);
    QString current() const;
    const ParameterField *known(const QString &name) const;
    /// Why a line has no sense for a parameter; empty: it has.
    static QString whyNot(const QString &line, const ParameterField &parameter);

    std::vector<ParameterField> m_parameters;
    std::vector<FieldProblem> m_problems;
    QMap<QString, ParameterDraft> m_draft;
    QFormLayout *m_rows;
    ChoiceField *m_choice;
    InlineMessage *m_choiceMessage;
    std::vector<Line> m_lines;
};
} // namespace podium::ui
