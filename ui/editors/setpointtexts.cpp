// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/setpointeditor.h"

#include "engine/tasks/error.h"
#include "ui/editors/typedvalue.h"
#include "ui/style/plaintext.h"
#include "ui/style/spelling.h"

/// What the editor of a setpoint says below and at its field.
namespace podium::ui
{
using namespace engine;

QString SetpointEditor::editText() const
{
    const auto before = m_setpoint.index() == 0 ? tr("not set") : shortly(m_setpoint, m_spec.decimals);
    try {
        return QStringLiteral("%1 \u2192 %2").arg(before, shortly(typed()));
    } catch (const Error &) {
        return tr("%1 \u2192 nothing that can be sent").arg(before);
    }
}

QString SetpointEditor::editProblem() const
{
    if (!m_blocked.isEmpty())
        return m_blocked;
    try {
        checked();
    } catch (const Error &error) {
        return error.message();
    }
    return {};
}

void SetpointEditor::updateTexts()
{
    QStringList hints;
    if (m_edited) {
        if (const auto shown = preview(); !shown.isEmpty())
            hints << shown;
        if (m_setpoint != m_atStart && !m_sent)
            hints << tr("changed elsewhere to %1").arg(shortly(m_setpoint, m_spec.decimals));
    }
    if (hints.isEmpty() && !m_remark.isEmpty())
        hints << m_remark;
    if (hints.isEmpty())
        hints << limitsText(m_spec, m_soft, m_told);
    m_hint->setText(hints.join(QStringLiteral(" \u00b7 ")));
    m_hint->setTone(m_edited ? Tone::Busy : Tone::Muted);
    if (!m_field)
        return;
    m_field->setToolTip(plainToolTip(fieldToolTip(m_remark)));
    m_field->setStatusTip(oneLine(m_blocked.isEmpty() ? m_remark : m_blocked));
    m_field->setAccessibleDescription(fieldToolTip(m_lastingRemark));
}

QString SetpointEditor::fieldToolTip(const QString &remark) const
{
    const auto now = spelled(m_setpoint);
    if (!m_blocked.isEmpty())
        return m_blocked + u'\n' + m_address;
    if (m_edited) {
        try {
            return tr("will write %1 (now %2)\nEnter applies, Esc goes back").arg(spelled(typed()), now.isEmpty() ? tr("not set") : now);
        } catch (const Error &error) {
            return error.message();
        }
    }
    const auto limits = limitsText(m_spec, m_soft, m_told);
    QStringList lines{m_address, now.isEmpty() ? tr("no setpoint yet") : tr("setpoint %1").arg(now)};
    if (!limits.isEmpty())
        lines << limits;
    if (m_told != Limits())
        lines << tr("the device itself tells: %1").arg(m_told.text(m_spec.unit));
    if (const auto how = howTo(); !how.isEmpty() && m_spec.isWritable())
        lines << how;
    if (!remark.isEmpty())
        lines << remark;
    return lines.join(u'\n');
}
} // namespace podium::ui
