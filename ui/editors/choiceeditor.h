// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/setpointeditor.h"

#include <QComboBox>

namespace podium::ui
{
/// A list to choose from that the wheel cannot change.
class ChoiceField : public QComboBox
{
    Q_OBJECT

public:
    explicit ChoiceField(QWidget *parent = nullptr);

    void setPending(bool pending);
    /// Greyed, and nothing can be chosen, but still reachable, so that its reason can be read.
    void setBlocked(bool blocked);
    bool isBlocked() const { return m_blocked; }
    bool isOpen() const { return m_open; }
    void showPopup() override;
    void hidePopup() override;

Q_SIGNALS:
    /// The list has gone, and what was chosen in it, if anything, has been told.
    void closed();

protected:
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_pending = false;
    bool m_blocked = false;
    bool m_open = false;
};

/// The editor for choices and for booleans (on, off): choosing is an edit like any other, Enter applies it.
class ChoiceEditor : public SetpointEditor
{
    Q_OBJECT

public:
    ChoiceEditor(const engine::ParameterSpec &spec, const QString &address, QWidget *parent = nullptr);

protected:
    void showValue(const engine::Value &value) override;
    engine::Value typed() const override;
    void showPending(bool pending) override { m_box->setPending(pending); }
    void showBlocked(bool blocked) override { m_box->setBlocked(blocked); }

private:
    ChoiceField *m_box;
};
} // namespace podium::ui
