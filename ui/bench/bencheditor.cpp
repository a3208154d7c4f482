// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/bencheditor.h"

#include "ui/bench/benchform.h"
#include "ui/bench/linedifference.h"
#include "ui/editors/inlinemessage.h"
#include "ui/stop/stopbar.h"
#include "ui/style/plaintext.h"
#include "ui/style/theme.h"

#include <QBoxLayout>
#include <QFileInfo>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QTextCursor>

namespace podium::ui
{
BenchEditor::BenchEditor(BenchEditing &editing, const QString &file, StopMonitor &stops, QWidget *parent)
    : QDialog(parent)
    , m_editing(editing)
    , m_devices(new QListWidget)
    , m_form(new BenchForm(editing.kinds(), editing.addressExamples()))
    , m_message(new InlineMessage)
    , m_difference(new QPlainTextEdit)
    , m_duplicate(button(tr("D&uplicate"), tr("The same once more under another id, comments included."), &BenchEditor::duplicate))
    , m_remove(button(tr("&Remove"), tr("Takes the device out of the file when that is saved, and then off the bench."), &BenchEditor::removeDevice))
    , m_test(button(tr("&Test"), tr("Connects to the address, waits until the instrument says who it is, and closes. Nothing else is sent."), &BenchEditor::test))
    , m_probe(button(tr("&Probe"), tr("Asks what answers at the address, and fills in the kind if it is known."), &BenchEditor::probe))
    , m_save(button(tr("&Save"), QString(), &BenchEditor::save))
    , m_discard(button(tr("Dis&card"), tr("Goes back to what the file says."), &BenchEditor::discard))
{
    setWindowTitle(tr("Edit %1 – Podium").arg(oneLine(QFileInfo(file).fileName(), 60)));
    setWindowIcon(makeIcon(Icon::Podium));
    m_save->setObjectName(QStringLiteral("saveBench"));
    m_devices->setAccessibleName(tr("Devices of the bench file"));
    m_difference->setAccessibleName(tr("What changes in the file"));
    m_difference->setReadOnly(true);
    m_difference->setTabChangesFocus(true);
    m_difference->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_difference->setPlaceholderText(tr("Nothing is changed. What changes in the file is shown here before it is saved."));
    lay(stops);
    m_checking.setSingleShot(true);
    m_checking.setInterval(300);
    connect(&m_checking, &QTimer::timeout, this, &BenchEditor::check);
    connect(m_form, &BenchForm::edited, this, &BenchEditor::formEdited);
    connect(m_devices, &QListWidget::currentRowChanged, this, &BenchEditor::choose);
    connect(&Theme::instance(), &Theme::changed, this, &BenchEditor::showDifference);
    readFile();
}

QPushButton *BenchEditor::button(const QString &text, const QString &explanation, void (BenchEditor::*function)())
{
    auto *made = new QPushButton(text);
    made->setAutoDefault(false); // Enter in a field is no click
    made->setToolTip(explanation);
    connect(made, &QPushButton::clicked, this, function);
    return made;
}

void BenchEditor::lay(StopMonitor &stops)
{
    auto *left = new QWidget;
    auto *list = new QVBoxLayout(left);
    list->setContentsMargins({});
    list->addWidget(m_devices, 1);
    auto *ofList = new QHBoxLayout;
    ofList->addWidget(button(tr("&Add"), tr("A new device at the end of the file."), &BenchEditor::add));
    ofList->addWidget(m_duplicate);
    ofList->addWidget(m_remove);
    list->addLayout(ofList);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Form of the device"));
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_form);
    auto *right = new QWidget;
    auto *device = new QVBoxLayout(right);
    device->setContentsMargins({});
    device->addWidget(scroll, 1);
    auto *ofDevice = new QHBoxLayout;
    ofDevice->addWidget(m_test);
    ofDevice->addWidget(m_probe);
    ofDevice->addStretch();
    device->addLayout(ofDevice);
    auto *halves = new QSplitter;
    halves->addWidget(left);
    halves->addWidget(right);
    halves->setStretchFactor(1, 1);
    halves->setChildrenCollapsible(false);
    auto *whole = new QSplitter(Qt::Vertical);
    whole->addWidget(halves);
    whole->addWidget(m_difference);
    whole->setStretchFactor(0, 3);
    whole->setStretchFactor(1, 1);
    auto *last = new QHBoxLayout;
    last->addWidget(m_message, 1);
    last->addWidget(m_discard);
    last->addWidget(m_save);
    last->addWidget(button(tr("C&lose"), tr("What is not saved is kept until Podium ends."), &BenchEditor::leave));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(new StopBar(stops, StopButton::Size::Strip));
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(8, 0, 8, 8);
    inner->addWidget(whole, 1);
    inner->addLayout(last);
    column->addLayout(inner, 1);
    resize(QSize(920, 680).boundedTo(screen()->availableSize() * 9 / 10));
}

void BenchEditor::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    readFile();
    m_devices->setFocus();
}

void BenchEditor::readFile()
{
    if (isChanged())
        return;
    const auto file = m_editing.read();
    if (!file.problem.isEmpty())
        tell(false, file.problem);
    m_saved = m_text = file.text;
    fillList(std::max(0, m_current));
}

void BenchEditor::fillList(int current)
{
    m_devices->blockSignals(true);
    m_devices->clear();
    for (const auto &draft : m_editing.devices(m_text))
        m_devices->addItem(oneLine(draft.title.isEmpty() ? draft.id : tr("%1 (%2)", "title (id)").arg(draft.title, draft.id), 80));
    m_devices->setCurrentRow(std::min(current, m_devices->count() - 1));
    m_devices->blockSignals(false);
    choose(m_devices->currentRow());
}

void BenchEditor::choose(int device)
{
    m_current = device;
    const auto drafts = m_editing.devices(m_text);
    m_form->setEnabled(device >= 0);
    m_form->setDraft(device >= 0 && std::size_t(device) < drafts.size() ? drafts[std::size_t(device)] : DeviceDraft());
    refresh();
    check();
}

void BenchEditor::take(const EditedText &edited)
{
    m_text = edited.text;
    edited.problem.isEmpty() ? m_message->clear() : tell(false, edited.problem);
    refresh();
}

void BenchEditor::formEdited()
{
    take(m_editing.changed(m_text, m_current, m_form->draft()));
    const auto &draft = m_form->draft();
    if (auto *item = m_devices->item(m_current))
        item->setText(oneLine(draft.title.isEmpty() ? draft.id : tr("%1 (%2)", "title (id)").arg(draft.title, draft.id), 80));
    m_checking.start();
}

QString BenchEditor::freeId(const QString &wish) const
{
    QStringList ids;
    for (const auto &draft : m_editing.devices(m_text))
        ids << draft.id;
    for (int number = 2;; ++number)
        if (const auto id = number == 2 ? wish : wish + QString::number(number - 1); !ids.contains(id))
            return id;
}

void BenchEditor::add()
{
    const auto &kinds = m_editing.kinds();
    DeviceDraft draft;
    draft.id = freeId(QStringLiteral("device"));
    if (m_current >= 0)
        draft.group = m_form->draft().group;
    draft.kind = kinds.empty() ? QString() : kinds.front().name;
    draft.isInstrument = !kinds.empty() && kinds.front().isInstrument;
    take(m_editing.added(m_text, draft));
    fillList(int(m_editing.devices(m_text).size()) - 1);
    m_form->field(QStringLiteral("kind"))->setFocus(Qt::OtherFocusReason);
}

void BenchEditor::duplicate()
{
    take(m_editing.duplicated(m_text, m_current, freeId(m_form->draft().id)));
    fillList(m_current + 1);
    m_form->field(QStringLiteral("id"))->setFocus(Qt::OtherFocusReason);
}

void BenchEditor::removeDevice()
{
    take(m_editing.removed(m_text, m_current));
    fillList(m_current);
}

void BenchEditor::check()
{
    m_checking.stop();
    m_form->setParameters(m_current >= 0 ? m_editing.parameters(m_text, m_current) : std::vector<ParameterField>());
    m_form->setProblems(m_current >= 0 ? m_editing.problems(m_text, m_current) : std::vector<FieldProblem>());
    const auto problems = isChanged() ? m_editing.allProblems(m_text) : QStringList();
    m_save->setEnabled(isChanged() && problems.isEmpty());
    m_save->setToolTip(plainToolTip(!isChanged()         ? tr("Nothing is changed.")
                                        : problems.isEmpty() ? tr("Writes the file; the running bench takes what is changed in it.")
                                                             : tr("First correct this:\n%1").arg(problems.join(u'\n'))));
    if (!problems.isEmpty() && m_message->text().isEmpty())
        tell(false, problems.front());
}

void BenchEditor::refresh()
{
    const bool isChosen = m_current >= 0;
    const bool isInstrument = isChosen && m_form->draft().isInstrument;
    for (auto *ofOne : {m_duplicate, m_remove})
        ofOne->setEnabled(isChosen);
    for (auto *ofLink : {m_test, m_probe})
        ofLink->setEnabled(isInstrument);
    m_discard->setEnabled(isChanged());
    m_save->setEnabled(false); // until it was checked
    m_save->setToolTip(isChanged() ? tr("It is being checked.") : tr("Nothing is changed."));
    showDifference();
}

void BenchEditor::showDifference()
{
    m_difference->clear();
    auto cursor = m_difference->textCursor();
    const auto &theme = Theme::instance();
    for (const auto &line : lineDifference(QString::fromUtf8(m_saved), QString::fromUtf8(m_text))) {
        using Kind = DifferenceLine::Kind;
        QTextCharFormat format;
        format.setForeground(theme.colour(line.kind == Kind::Gone ? Tone::Major : line.kind == Kind::New ? Tone::Busy : Tone::Muted));
        const auto sign = line.kind == Kind::Gone ? QStringLiteral("- ") : line.kind == Kind::New ? QStringLiteral("+ ") : QStringLiteral("  ");
        cursor.insertText((line.kind == Kind::Gap ? QStringLiteral("  …") : sign + fitForLine(line.text)) + u'\n', format);
    }
    m_difference->moveCursor(QTextCursor::Start);
}

void BenchEditor::tell(bool isGood, const QString &text) { m_message->say(isGood ? Tone::Muted : Tone::Major, text); }

void BenchEditor::test()
{
    tell(true, tr("Connecting to %1 ...").arg(oneLine(m_form->draft().address, 60)));
    m_editing.test(m_form->draft(), this, [this](const LinkAnswer &answer) { tell(answer.isGood, answer.text); });
}

void BenchEditor::probe()
{
    tell(true, tr("Asking who is at %1 ...").arg(oneLine(m_form->draft().address, 60)));
    m_editing.probe(m_form->draft().address, this, [this, asked = m_form->draft().address](const LinkAnswer &answer) {
        tell(answer.isGood, answer.text);
        auto draft = m_form->draft();
        if (answer.kind.isEmpty() || draft.address != asked) // another was chosen meanwhile
            return;
        draft.isInstrument = true;
        draft.kind = answer.kind;
        draft.settings.insert(answer.settings);
        m_form->setDraft(draft);
        formEdited();
        tell(true, answer.text);
    });
}

void BenchEditor::save()
{
    check();
    if (!m_save->isEnabled())
        return;
    const auto written = m_text;
    if (const auto why = m_editing.save(m_text, m_saved); !why.isEmpty())
        return tell(false, why);
    m_saved = written;
    tell(true, tr("Saved."));
    refresh();
    check();
}

void BenchEditor::discard()
{
    m_text = m_saved;
    m_message->clear();
    readFile();
}
} // namespace podium::ui
