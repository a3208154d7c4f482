// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/reading.h"
#include "ui/editors/inlinemessage.h"
#include "ui/style/elidedlabel.h"

#include "engine/model/parameterspec.h"

#include <QWidget>

#include <optional>

namespace podium::ui
{
/// What an operator wants of one parameter: a field, a line below it (limits, what typed text comes to, a change elsewhere),
/// and refusals in place. The one class behind all kinds.
///
/// Enter applies; Esc and leaving the field revert, and nothing is ever sent by leaving. While it is edited it has a blue
/// frame and is never overwritten. Ctrl+Enter sends the setpoint again. The wheel does nothing but scroll the page. What is
/// out of range is refused here, with the limit, its owner, and the nearest allowed value; nothing is pulled to a limit.
/// Source: reference/operator-ux.md section 3.
class SetpointEditor : public QWidget
{
    Q_OBJECT

public:
    SetpointEditor(engine::ParameterSpec spec, QString address, QWidget *parent);

    /// What the engine says now; shown unless it is being edited. Told: what the device itself tells that it allows.
    void setState(const engine::Value &setpoint, const engine::Value &readback, const engine::Limits &softLimits, const engine::Limits &toldLimits = {});
    /// Why nothing can be set now; empty: it can. Typed text is kept.
    void setBlocked(const QString &why);
    const QString &blocked() const { return m_blocked; }
    /// A standing remark for the line below the field, shown while nothing is edited: who holds the lock. Lasting: the same
    /// without what changes by the second, for those to whom it is read out.
    void setRemark(const QString &remark, const QString &lasting);

    bool isEdited() const { return m_edited; }
    /// What was typed comes to this.
    bool isEditedTo(const engine::Value &value) const;
    /// Asked for, and neither accepted nor refused yet.
    bool isSent() const { return m_sent.has_value(); }
    /// Leaving the field keeps the edit: for a panel that collects several before it sends them.
    void setKeepsEdits(bool keeps) { m_keepsEdits = keeps; }
    /// What the edit changes: "5 mm s-1 → 8 mm s-1".
    QString editText() const;
    /// Why the edit cannot be sent; empty: it can.
    QString editProblem() const;
    /// The end of what commitRequested asked for: the text goes back to showing the setpoint; or it stays for correction.
    void commitAccepted();
    void commitRefused();

    void apply();  ///< as Enter
    void resend(); ///< as Ctrl+Enter
    void revert(); ///< as Esc

    const engine::ParameterSpec &spec() const { return m_spec; }
    InlineMessage &message() { return *m_message; }
    QString hint() const { return m_hint->text(); }
    QWidget *field() const { return m_field; }

Q_SIGNALS:
    /// The operator wants this value, which passed the checks that can be made here.
    void commitRequested(const podium::engine::Value &value);
    void editedChanged(bool edited);
    /// The operator typed on.
    void editTextChanged();

protected:
    /// To be called once by the constructor of a kind. The holder has the field in it and what belongs to it; null: the field alone.
    void setField(QWidget *field, QWidget *holder = nullptr);
    /// The operator changed the field.
    void edited();
    const engine::Value &setpoint() const { return m_setpoint; }
    const engine::Value &readback() const { return m_readback; }
    bool eventFilter(QObject *watched, QEvent *event) override;

    virtual void showValue(const engine::Value &value) = 0;
    /// Errors: Refused.
    virtual engine::Value typed() const = 0;
    virtual QString preview() const { return {}; }
    virtual void showPending(bool pending) = 0;
    virtual void showBlocked(bool blocked) = 0;
    /// The setpoint is another one, whether it is edited or not.
    virtual void showSetpoint() {}
    /// How to edit, for the tooltip.
    virtual QString howTo() const { return {}; }
    /// A key that is not of all kinds; true if it was used.
    virtual bool steps(int key);

private:
    bool keyPressed(int key, Qt::KeyboardModifiers modifiers);
    void setEdited(bool edited);
    void send(bool evenIfUnchanged);
    /// What would be sent. Errors: Refused, with all reasons that can be found here.
    engine::Value checked() const;
    void updateTexts();
    QString fieldToolTip(const QString &remark) const;

    const engine::ParameterSpec m_spec;
    const QString m_address;
    engine::Value m_setpoint;
    engine::Value m_readback;
    engine::Limits m_soft;
    engine::Limits m_told;
    engine::Value m_atStart;               ///< the setpoint when the edit began
    std::optional<engine::Value> m_sent;   ///< asked for, not accepted yet
    bool m_keepsEdits = false;
    bool m_edited = false;
    QString m_blocked;
    QString m_remark;
    QString m_lastingRemark;
    QWidget *m_field = nullptr;
    ElidedLabel *m_hint;
    InlineMessage *m_message;
};

/// The editor for a kind of parameter; null for images, which are only shown.
SetpointEditor *makeEditor(const engine::ParameterSpec &spec, const QString &address, QWidget *parent);
} // namespace podium::ui
