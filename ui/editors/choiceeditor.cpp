// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/choiceeditor.h"

#include "engine/model/valuecheck.h"
#include "ui/editors/numbereditor.h"
#include "ui/editors/waveformeditor.h"
#include "ui/style/plaintext.h"
#include "ui/style/theme.h"

#include <QAbstractItemView>
#include <QStylePainter>
#include <QWheelEvent>

namespace podium::ui
{
using engine::ParameterType;

ChoiceField::ChoiceField(QWidget *parent) : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
}

void ChoiceField::setPending(bool pending)
{
    if (std::exchange(m_pending, pending) != pending)
        update();
}

void ChoiceField::setBlocked(bool blocked)
{
    m_blocked = blocked;
    if (blocked && m_open)
        hidePopup();
    update();
}

void ChoiceField::showPopup()
{
    if (m_blocked)
        return;
    m_open = true;
    QComboBox::showPopup();
}

void ChoiceField::hidePopup()
{
    QComboBox::hidePopup();
    if (std::exchange(m_open, false))
        QMetaObject::invokeMethod(this, &ChoiceField::closed, Qt::QueuedConnection);
}

void ChoiceField::wheelEvent(QWheelEvent *event) { event->ignore(); }

void ChoiceField::keyPressEvent(QKeyEvent *event)
{
    if (m_blocked)
        event->ignore();
    else
        QComboBox::keyPressEvent(event);
}

void ChoiceField::mousePressEvent(QMouseEvent *event)
{
    if (!m_blocked)
        QComboBox::mousePressEvent(event);
}

void ChoiceField::paintEvent(QPaintEvent *event)
{
    if (m_blocked) { // as if it were disabled
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        option.state &= ~(QStyle::State_Enabled | QStyle::State_MouseOver);
        option.palette.setCurrentColorGroup(QPalette::Disabled);
        if (currentIndex() < 0)
            option.currentText = placeholderText();
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    } else {
        QComboBox::paintEvent(event);
    }
    if (!m_pending)
        return;
    QPainter painter(this);
    painter.setPen(QPen(Theme::instance().colour(Tone::Busy), 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

ChoiceEditor::ChoiceEditor(const engine::ParameterSpec &spec, const QString &address, QWidget *parent)
    : SetpointEditor(spec, address, parent)
    , m_box(new ChoiceField)
{
    const auto choices = spec.type == ParameterType::Boolean ? QStringList{tr("off"), tr("on")} : spec.choices;
    for (qsizetype i = 0; i < choices.size(); ++i)
        m_box->addItem(oneLine(choices[i], 80), spec.type == ParameterType::Boolean ? QVariant(i == 1) : QVariant(choices[i]));
    m_box->setPlaceholderText(tr("not set"));
    m_box->setCurrentIndex(-1);
    setField(m_box);
    connect(m_box, &QComboBox::activated, this, &ChoiceEditor::edited);
    connect(m_box, &ChoiceField::closed, this, [this] {
        if (!isEdited())
            showValue(setpoint());
    });
}

void ChoiceEditor::showValue(const engine::Value &value)
{
    if (m_box->isOpen())
        return; // it would move the highlight under the finger; shown when the list closes
    if (const auto *on = std::get_if<bool>(&value))
        m_box->setCurrentIndex(m_box->findData(*on));
    else if (const auto *choice = std::get_if<QString>(&value))
        m_box->setCurrentIndex(m_box->findData(*choice));
    else
        m_box->setCurrentIndex(-1);
}

engine::Value ChoiceEditor::typed() const
{
    if (spec().type == ParameterType::Boolean)
        return m_box->currentData().toBool();
    return m_box->currentData().toString();
}

SetpointEditor *makeEditor(const engine::ParameterSpec &spec, const QString &address, QWidget *parent)
{
    switch (spec.type) {
    case ParameterType::Quantity:
    case ParameterType::Integer:
        return new NumberEditor(spec, address, parent);
    case ParameterType::Boolean:
    case ParameterType::Choice:
        return new ChoiceEditor(spec, address, parent);
    case ParameterType::Text:
        return new TextEditor(spec, address, parent);
    case ParameterType::Waveform:
        return new WaveformEditor(spec, address, parent);
    case ParameterType::Image:
        break;
    }
    return nullptr;
}
} // namespace podium::ui
