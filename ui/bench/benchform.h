// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bench/benchediting.h"

#include <QWidget>

class QFormLayout;

namespace podium::ui
{
class ChoiceField;
class InlineMessage;
class LineField;
class ParameterForm;

/// The form of one device: what it is, its address, and the settings that its driver or its instrument file asks for. What is
/// wrong stands at the field that it is about.
class BenchForm : public QWidget
{
    Q_OBJECT

public:
    /// The kinds must outlive it.
    BenchForm(const std::vector<DeviceKind> &kinds, const QStringList &addressExamples, QWidget *parent = nullptr);

    void setDraft(const DeviceDraft &draft);
    const DeviceDraft &draft() const { return m_draft; }
    /// Of the device that the draft describes.
    void setParameters(const std::vector<ParameterField> &parameters);
    void setProblems(const std::vector<FieldProblem> &problems);
    /// By its name in the file: "id", "settings.axis", or in the parameters' part: "limits.low"; null if the form has none.
    QWidget *field(const QString &name) const;
    /// At this field, or line of the parameters; empty: of something else.
    QString problem(const QString &name) const;

Q_SIGNALS:
    /// A person has changed it.
    void edited();

private:
    struct Field {
        QString name;
        LineField *line = nullptr;
        ChoiceField *box = nullptr;
        InlineMessage *message = nullptr;
        QWidget *widget() const;
    };
    Field &add(const QString &name, const QString &title, const QString &help, bool isChoice);
    void addKind();
    void addSettings();
    void fill();
    void take();
    const DeviceKind *kind() const;
    static QString value(const Field &field);

    const std::vector<DeviceKind> &m_kinds;
    DeviceDraft m_draft;
    QFormLayout *m_rows;
    std::vector<Field> m_fields;
    InlineMessage *m_other;
    ParameterForm *m_parameters;
    int m_fixed = 0; ///< fields that every device has
    bool m_isFilling = false;
};
} // namespace podium::ui
