// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/waveformeditor.h"

#include "engine/model/valuecheck.h"
#include "engine/model/waveformtext.h"
#include "ui/editors/columnfile.h"
#include "ui/editors/waveformfield.h"
#include "ui/editors/waveformpreview.h"
#include "ui/style/digits.h"
#include "ui/style/plaintext.h"
#include "ui/style/spelling.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QFileInfo>
#include <QToolButton>

namespace podium::ui
{
using namespace engine;

namespace
{
constexpr qsizetype mostListed = 8; // shown as a list, which can be corrected in its place

QList<double> samplesOf(const Value &value)
{
    const auto *waveform = std::get_if<Waveform>(&value);
    return waveform ? waveform->samples : QList<double>();
}

/// With all digits, so that what is typed into it changes no other sample.
QString spelledList(const Waveform &waveform)
{
    const Waveform bare{waveform.samples, Unit()};
    const auto list = withRealMinus(valueText(bare));
    return waveform.unit == Unit() ? list : list + u' ' + waveform.unit.symbol();
}
} // namespace

WaveformEditor::WaveformEditor(const ParameterSpec &spec, const QString &address, QWidget *parent)
    : SetpointEditor(spec, address, parent)
    , m_line(new WaveformField)
    , m_import(new QToolButton)
    , m_curves(new WaveformPreview)
{
    const auto unit = spec.unit == Unit() ? QString() : u' ' + spec.unit.symbol();
    m_line->setFont(digitFont(font()));
    m_line->setPlaceholderText(tr("[1, 2, 3]%1, or 0 .. 10%1 in 11, or paste a column").arg(unit));
    m_curves->setDecimals(spec.decimals);
    m_import->setText(tr("File\u2026"));
    m_import->setFocusPolicy(Qt::TabFocus); // a click leaves the field where it is
    m_import->setAccessibleName(tr("Read %1 from a file").arg(oneLine(spec.title.isEmpty() ? spec.name : spec.title, 60)));
    auto *holder = new QWidget;
    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_line, 1);
    line->addWidget(m_import);
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addLayout(line);
    column->addWidget(m_curves);
    setField(m_line, holder);
    explainImport();
    connect(m_line, &QLineEdit::textEdited, this, &WaveformEditor::typedOn);
    connect(m_line, &WaveformField::columnPasted, this, [this](const QString &text) { take(text, tr("what was pasted")); });
    connect(m_import, &QToolButton::clicked, this, &WaveformEditor::chooseFile);
}

void WaveformEditor::showValue(const Value &value)
{
    m_edit = {};
    m_problem.reset();
    m_curves->setPending({});
    const auto *waveform = std::get_if<Waveform>(&value);
    if (waveform && !waveform->samples.isEmpty() && waveform->samples.size() <= mostListed)
        m_line->setSource(spelledList(*waveform));
    else
        m_line->setSummary(spelled(value, spec().decimals));
    m_line->setCursorPosition(0);
    if (m_line->hasFocus())
        m_line->selectAll();
}

void WaveformEditor::showSetpoint() { m_curves->setPresent(samplesOf(setpoint())); }

Value WaveformEditor::typed() const
{
    if (m_problem)
        throw *m_problem;
    return m_edit.index() == 0 ? setpoint() : m_edit;
}

QString WaveformEditor::preview() const
{
    if (m_edit.index() == 0)
        return {};
    const auto shown = spelled(m_edit, spec().decimals);
    return m_note.isEmpty() ? shown : shown + QStringLiteral(" \u00b7 ") + m_note;
}

void WaveformEditor::showPending(bool pending) { m_line->setPending(pending); }

void WaveformEditor::showBlocked(bool blocked)
{
    m_line->setBlocked(blocked);
    m_import->setEnabled(!blocked);
    explainImport();
}

void WaveformEditor::explainImport()
{
    const auto text = blocked().isEmpty() ? tr("Read the points from a text file: one number a line, or all in one line. Nothing is sent by that.") : blocked();
    m_import->setToolTip(plainToolTip(text));
    m_import->setAccessibleDescription(text);
}

QString WaveformEditor::howTo() const
{
    return tr("Type a list like [1, 2, 3] or a range like 0 .. 10 in 11, with a unit behind the last number, or paste a column of a spreadsheet.");
}

void WaveformEditor::read(const QString &text)
{
    m_edit = {};
    m_problem.reset();
    try {
        m_edit = coerce(spec(), parseWaveform(withPlainMinus(text), mostSamples, spec().unit), spec().name);
    } catch (const Error &error) {
        m_problem = error;
    }
    m_curves->setPending(samplesOf(m_edit));
}

void WaveformEditor::typedOn(const QString &text)
{
    m_note.clear();
    read(text);
    edited();
}

void WaveformEditor::take(const QString &text, const QString &source)
{
    m_note = tr("from %1").arg(source);
    read(text);
    m_line->setSummary(m_problem ? tr("%1 cannot be used").arg(source) : spelled(m_edit, spec().decimals));
    m_line->selectAll();
    edited();
    if (m_problem)
        message().say(Tone::Major, m_problem->message());
}

void WaveformEditor::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Read points from a file"), QString(), tr("Text files (*.csv *.txt *.dat);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &WaveformEditor::importFile);
    dialog->open();
}

void WaveformEditor::importFile(const QString &path)
{
    if (!blocked().isEmpty())
        return message().say(Tone::Major, blocked());
    m_line->setFocus(Qt::OtherFocusReason);
    try {
        const auto column = readColumn(path);
        auto source = oneLine(QFileInfo(path).fileName(), 40);
        if (!column.heading.isEmpty())
            source += tr(" without its heading %1").arg(oneLine(column.heading, 40));
        take(column.text, source);
    } catch (const Error &error) {
        message().say(Tone::Major, error.message());
    }
}
} // namespace podium::ui
