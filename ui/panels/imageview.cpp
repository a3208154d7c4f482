// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/imageview.h"

#include "ui/panels/imagewindow.h"
#include "ui/panels/picturesaver.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"

#include <QBoxLayout>

namespace podium::ui
{
using namespace engine;

namespace
{
constexpr int fittedLines = 14; ///< height in lines of text
constexpr int emptyLines = 2;

/// "0.8", "12", "1600"
QString percentText(double percent) { return QString::number(percent, 'f', percent < 10 ? 1 : 0); }
} // namespace

ImageView::ImageView(ParameterView &view, ImageCanvas::Use use, QWidget *parent)
    : QWidget(parent)
    , m_view(&view)
    , m_use(use)
    , m_canvas(new ImageCanvas(use))
    , m_line(new ElidedLabel)
    , m_saver(new PictureSaver(view.address().text(), this))
{
    m_canvas->setAccessibleName(tr("Picture of %1").arg(title()));
    auto *row = new QHBoxLayout;
    if (use == ImageCanvas::Use::Fitted)
        row->addWidget(m_line, 1);
    if (use == ImageCanvas::Use::Zoomable) {
        addZoomButtons(*row);
        row->addStretch();
    } else {
        m_open = addButton(*row, tr("Open large"), tr("Open the picture of %1 large").arg(title()));
        connect(m_open, &QPushButton::clicked, this, &ImageView::largeRequested);
    }
    m_save = addButton(*row, tr("Save picture as PNG..."), tr("Save the picture of %1 as PNG").arg(title()));
    connect(m_save, &QPushButton::clicked, this, &ImageView::askForFile);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_canvas, 1);
    if (use == ImageCanvas::Use::Zoomable)
        column->addWidget(m_line); // with its buttons beside it, it would be cut
    column->addLayout(row);
    connect(m_canvas, &ImageCanvas::pixelChanged, this, &ImageView::refreshLine);
    connect(m_canvas, &ImageCanvas::zoomChanged, this, &ImageView::refreshLine);
    connect(m_canvas, &ImageCanvas::openRequested, this, &ImageView::largeRequested);
    connect(m_saver, &PictureSaver::saved, this, [this](const QString &text) { Q_EMIT told(Tone::Muted, text); });
    connect(m_saver, &PictureSaver::failed, this, [this](const QString &text) { Q_EMIT told(Tone::Major, text); });
    connect(&view, &ParameterView::changed, this, &ImageView::changed);
    refresh();
}

ImageView::~ImageView()
{
    setWatching(false);
    delete m_window;
}

QPushButton *ImageView::addButton(QHBoxLayout &row, const QString &text, const QString &name)
{
    auto *button = new QPushButton(text);
    button->setAutoDefault(false);
    button->setAccessibleName(name);
    row.addWidget(button);
    return button;
}

void ImageView::addZoomButtons(QHBoxLayout &row)
{
    const auto add = [&](const QString &text, const QString &name, void (ImageCanvas::*act)()) {
        auto *button = addButton(row, text, name);
        button->setToolTip(name);
        connect(button, &QPushButton::clicked, m_canvas, act);
    };
    add(tr("\u2212"), tr("Zoom out (\u2212)"), &ImageCanvas::zoomOut);
    add(tr("+"), tr("Zoom in (+)"), &ImageCanvas::zoomIn);
    add(tr("100 %"), tr("One pixel of the screen for each of the picture (1)"), &ImageCanvas::actualSize);
    add(tr("Fit"), tr("Fit the picture into the window (0)"), &ImageCanvas::fit);
}

QString ImageView::title() const
{
    if (!m_view)
        return {};
    const auto &spec = m_view->spec();
    return oneLine(spec.title.isEmpty() ? spec.name : spec.title, 80);
}

ImageWindow *ImageView::largeWindow() const { return m_window; }

QString ImageView::line() const { return m_line->text(); }

void ImageView::changed()
{
    if (std::exchange(m_requested, true))
        return;
    RefreshClock::instance().request(this, [this] {
        m_requested = false;
        refresh();
    });
}

void ImageView::refresh()
{
    if (!m_view)
        return;
    const auto &reading = m_view->state().reading;
    const auto *image = std::get_if<Image>(&reading.value);
    m_canvas->setImage(image ? *image : Image());
    m_canvas->setLook(lookOf(reading.quality, reading.severity));
    const bool isEmpty = m_canvas->image().isEmpty();
    if (m_use == ImageCanvas::Use::Fitted)
        m_canvas->setFixedHeight(fontMetrics().height() * (isEmpty ? emptyLines : fittedLines));
    const auto none = reading.reason.isEmpty() ? tr("There is no picture yet.") : tr("There is no picture: %1").arg(oneLine(reading.reason));
    for (auto *button : {m_open, m_save})
        if (button) {
            button->setEnabled(!isEmpty);
            const auto help = button == m_save ? tr("Saves what is seen, its samples as greys. The file that the instrument sent is saved by "
                                                    "the command of the device.")
                                               : tr("In a window of its own, where it can be zoomed (Enter on the picture)");
            button->setToolTip(plainToolTip(isEmpty ? none : help));
        }
    refreshLine();
}

void ImageView::refreshLine()
{
    const auto *reading = m_view ? &m_view->state().reading : nullptr;
    const bool isTrusted = !reading || reading->quality == Quality::Valid;
    const auto zoom = m_use == ImageCanvas::Use::Zoomable && !m_canvas->image().isEmpty()
                          ? tr("%1 %").arg(percentText(100 * m_canvas->zoom()))
                          : QString();
    QStringList parts;
    if (!isTrusted && !reading->reason.isEmpty())
        parts << QStringLiteral("%1 %2").arg(lookOf(reading->quality, reading->severity).glyph, oneLine(reading->reason));
    parts << zoom << m_canvas->pixelText();
    parts.removeAll(QString());
    m_line->setTone(isTrusted ? Tone::Text : lookOf(reading->quality, reading->severity).tone);
    m_line->setText(parts.join(QStringLiteral("  \u00b7  ")));
}

ImageWindow *ImageView::openLarge(StopMonitor &stops, const QList<QAction *> &actions)
{
    if (!m_view)
        return nullptr;
    if (!m_window) {
        m_window = new ImageWindow(*m_view, stops);
        m_window->addActions(actions);
    }
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    return m_window;
}

void ImageView::askForFile()
{
    const auto name = m_view ? m_view->address().text().replace(u'/', u'-') : QString();
    m_saver->ask(m_canvas->image(), m_canvas->contrast(), QStringLiteral("%1.png").arg(name));
}

void ImageView::setWatching(bool watching)
{
    if (m_view && std::exchange(m_watching, watching) != watching)
        watching ? m_view->show() : m_view->hide();
}

void ImageView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setWatching(true);
    refresh();
}

void ImageView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    setWatching(false);
}
} // namespace podium::ui
