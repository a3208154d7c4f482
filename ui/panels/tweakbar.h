// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"
#include "ui/editors/choiceeditor.h"
#include "ui/editors/linefield.h"
#include "ui/style/elidedlabel.h"

#include <QToolButton>

namespace podium::ui
{
/// Relative moves: a step, times one and times ten, down and up. They start from the last setpoint, or, if chosen, from the
/// readback; where a button would go is shown before it is pressed. A step of more than a fifth of the range asks for a
/// second press.
class TweakBar : public QWidget
{
    Q_OBJECT

public:
    explicit TweakBar(engine::ParameterView &view, QWidget *parent = nullptr);

    /// Why nothing can be moved; empty: it can.
    void setBlocked(const QString &why);
    QString preview() const { return m_preview->text(); }

Q_SIGNALS:
    void relativeMoveRequested(const podium::engine::Quantity &by);
    void absoluteMoveRequested(const podium::engine::Quantity &to);
    void refused(const QString &why);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addButton(Icon icon, double factor);
    /// Errors: Refused for what is no step above zero.
    engine::Quantity step() const;
    bool isFromSetpoint() const;
    std::optional<engine::Quantity> start() const;
    std::optional<engine::Quantity> target(double factor) const;
    bool isLarge(const engine::Quantity &by) const;
    void press(QToolButton *button, double factor);
    void point(QToolButton *button);
    void disarm();

    struct Button {
        QToolButton *button;
        double factor;
    };
    engine::ParameterView &m_view;
    LineField *m_step;
    ChoiceField *m_from;
    ElidedLabel *m_preview;
    std::vector<Button> m_buttons;
    QToolButton *m_armed = nullptr;
};
} // namespace podium::ui
