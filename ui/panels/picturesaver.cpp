// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/picturesaver.h"

#include "engine/tasks/log.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QPointer>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace podium::ui
{
using engine::Image;

namespace
{
struct Outcome {
    bool isSaved;
    QString text;
};

QByteArray packed(const Image &image, const Contrast &contrast)
{
    const auto picture = greyPicture(image, QRect(0, 0, image.width(), image.height()), {image.width(), image.height()}, contrast);
    QByteArray png;
    QBuffer buffer(&png);
    return buffer.open(QIODevice::WriteOnly) && picture.save(&buffer, "PNG") ? png : QByteArray();
}

Outcome written(const Image &image, const Contrast &contrast, const QString &file)
{
    const auto png = packed(image, contrast);
    if (png.isEmpty())
        return {false, PictureSaver::tr("The picture is too large to be packed as PNG; save what was sent instead.")};
    QSaveFile output(file);
    if (output.open(QIODevice::WriteOnly) && output.write(png) == png.size() && output.commit())
        return {true, PictureSaver::tr("The picture is saved in %1, in greys; save what was sent for its values.").arg(file)};
    return {false, PictureSaver::tr("The picture could not be saved in %1: %2. Choose another folder.").arg(file, output.errorString())};
}
} // namespace

PictureSaver::PictureSaver(const QString &subject, QWidget *parent) : QObject(parent), m_subject(subject), m_parent(parent) {}

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

/// What is told is bound to the program, not to this, which may be gone by then.
void PictureSaver::save(const Image &image, const Contrast &contrast, const QString &file)
{
    QtConcurrent::run(written, image, contrast, file)
        .then(QCoreApplication::instance(), [saver = QPointer(this), subject = m_subject](const Outcome &outcome) {
            using engine::log::Level;
            if (!saver)
                engine::log::write(outcome.isSaved ? Level::Info : Level::Error, subject, outcome.text);
            else if (outcome.isSaved)
                Q_EMIT saver->saved(outcome.text);
            else
                Q_EMIT saver->failed(outcome.text);
        });
}
} // namespace podium::ui
