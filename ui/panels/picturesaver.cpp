// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/picturesaver.h"

#include <QBuffer>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace podium::ui
{
using engine::Image;

namespace
{
QByteArray packed(const Image &image, const Contrast &contrast)
{
    const auto picture = greyPicture(image, QRect(0, 0, image.width(), image.height()), {image.width(), image.height()}, contrast);
    QByteArray png;
    QBuffer buffer(&png);
    return buffer.open(QIODevice::WriteOnly) && picture.save(&buffer, "PNG") ? png : QByteArray();
}
} // namespace

PictureSaver::PictureSaver(QWidget *parent) : QObject(parent), m_parent(parent) {}

QFileDialog *PictureSaver::ask(const Image &image, const Contrast &contrast, const QString &suggestedName)
{
    auto *dialog = new QFileDialog(m_parent, tr("Save picture as PNG"), QString(), tr("Pictures (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(suggestedName);
    connect(dialog, &QFileDialog::fileSelected, this, [this, image, contrast](const QString &file) { save(image, contrast, file); });
    dialog->open();
    return dialog;
}

void PictureSaver::save(const Image &image, const Contrast &contrast, const QString &file)
{
    auto *watcher = new QFutureWatcher<QByteArray>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, file] {
        watcher->deleteLater();
        write(watcher->result(), file);
    });
    watcher->setFuture(QtConcurrent::run(packed, image, contrast));
}

void PictureSaver::write(const QByteArray &png, const QString &file)
{
    if (png.isEmpty()) {
        Q_EMIT failed(tr("The picture is too large to be packed as PNG; save what was sent instead."));
        return;
    }
    QSaveFile output(file);
    if (output.open(QIODevice::WriteOnly) && output.write(png) == png.size() && output.commit())
        Q_EMIT saved(tr("The picture is saved in %1, in greys; save what was sent for its values.").arg(file));
    else
        Q_EMIT failed(tr("The picture could not be saved in %1: %2. Choose another folder.").arg(file, output.errorString()));
}
} // namespace podium::ui
