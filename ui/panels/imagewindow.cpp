// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/imagewindow.h"

#include "ui/editors/inlinemessage.h"
#include "ui/stop/stopbar.h"
#include "ui/style/plaintext.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QScreen>

namespace podium::ui
{
ImageWindow::ImageWindow(engine::ParameterView &view, StopMonitor &stops)
    : m_strip(new StopBar(stops, StopButton::Size::Strip))
    , m_view(new ImageView(view, ImageCanvas::Use::Zoomable))
    , m_message(new InlineMessage)
{
    const auto address = view.address().text();
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_QuitOnClose, false);
    setWindowTitle(tr("%1 – Podium").arg(oneLine(address, 80)));
    setWindowIcon(makeIcon(Icon::Podium));
    setAccessibleName(tr("Picture window of %1").arg(oneLine(address, 80)));
    connect(m_view, &ImageView::told, m_message, &InlineMessage::say);
    auto *frame = new QVBoxLayout;
    frame->setContentsMargins(6, 6, 6, 6);
    frame->addWidget(m_view, 1);
    frame->addWidget(m_message);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addLayout(frame, 1);
    const auto &image = m_view->canvas().image();
    const QSize around(16, 90); // about what stands around the picture
    resize((QSize(image.width(), image.height()) / devicePixelRatioF() + around)
               .expandedTo({640, 480})
               .boundedTo(screen()->availableSize() * 9 / 10));
    m_view->canvas().setFocus(); // not on STOP ALL, where Space would press it
}

void ImageWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        close();
    else
        QWidget::keyPressEvent(event);
}
} // namespace podium::ui
