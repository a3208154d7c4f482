// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/readouts.h"

#include "ui/panels/computedvalue.h"
#include "ui/panels/valuelabel.h"

#include <QGridLayout>
#include <QProgressBar>

#include <cmath>

namespace podium::ui
{
using namespace engine;

namespace
{
enum Line { CaptionLine, ValueLine };
}

Readouts::Readouts(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout), m_remark(new ElidedLabel), m_progress(new QProgressBar)
{
    auto *line = new QHBoxLayout;
    line->addWidget(m_remark, 1);
    line->addWidget(m_progress);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(4);
    layout->addLayout(m_grid);
    layout->addLayout(line);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(2);
    m_progress->setRange(0, 100);
    m_progress->setFixedWidth(160);
    m_progress->setFixedHeight(m_remark->sizeHint().height());
    m_progress->setAccessibleName(tr("Progress"));
    auto keepsPlace = m_progress->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsPlace);
    m_progress->hide();
}

ElidedLabel *Readouts::addCaption(const QString &text, const QString &explanation)
{
    auto *caption = new ElidedLabel(text);
    caption->setTone(Tone::Muted);
    caption->setExplanation(explanation);
    m_grid->setColumnStretch(m_cells, 0);
    m_grid->setColumnStretch(m_cells + 1, 1);
    m_grid->addWidget(caption, CaptionLine, m_cells);
    return caption;
}

void Readouts::addBelowCaption(QWidget *widget)
{
    m_grid->addWidget(widget, ValueLine, m_cells, Qt::AlignVCenter);
    ++m_cells;
}

ValueLabel &Readouts::addLarge(ParameterView &view)
{
    const auto &spec = view.spec();
    const auto address = view.address().text();
    addCaption(spec.title.isEmpty() ? spec.name : spec.title, spec.help.isEmpty() ? address : spec.help + u'\n' + address);
    auto *label = new ValueLabel(view, ValueLabel::Size::Large);
    addBelowCaption(label);
    return *label;
}

void Readouts::addComputed(ComputedValue &value, const QString &explanation)
{
    addCaption(value.accessibleName(), explanation);
    value.setToolTip(explanation);
    addBelowCaption(&value);
}

ElidedLabel &Readouts::addWord(const QString &caption)
{
    addCaption(caption, caption);
    auto *word = new ElidedLabel;
    addBelowCaption(word);
    return *word;
}

void Readouts::setRemark(const QString &text) { m_remark->setText(text); }

void Readouts::setProgress(double fraction)
{
    m_progress->setVisible(fraction >= 0);
    if (fraction >= 0)
        m_progress->setValue(int(std::lround(std::min(fraction, 1.0) * 100)));
}

int Readouts::progress() const { return m_progress->isHidden() ? -1 : m_progress->value(); }
} // namespace podium::ui
