// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/blobimage.h"
#include "devices/indi/indidevice.h"

#include <QScopeGuard>

#include <utility>

/// How an IndiDevice makes pictures of what it was sent: by its worker, so that a large one holds nothing up.
namespace podium::devices
{
using namespace engine;

/// Of one member, or of all that have something. The newest of each wins: of a camera that sends faster than can be decoded
/// pictures are skipped, and none waits in vain.
void IndiDevice::wantPictures(const Property &property, const indi::Member *only)
{
    for (std::size_t i = 0; i < property.shown.size(); ++i) {
        const auto &member = property.vector.members[property.shown[i].member];
        if (property.shown[i].aspect == indi::Aspect::BlobImage && !member.blob.isEmpty() && (!only || only == &member))
            m_undecoded[property.parameters[i]] = {member.blob, member.blobFormat};
    }
    if (m_undecoded.empty() || std::exchange(m_decodes, true))
        return;
    TaskOptions options;
    options.service = true;
    m_decoding = engine().run(QStringLiteral("pictures of %1").arg(id()), makePictures(), options);
}

Op<void> IndiDevice::makePictures()
{
    const auto end = qScopeGuard([this] { m_decodes = false; });
    while (!m_undecoded.empty()) {
        auto next = m_undecoded.extract(m_undecoded.begin());
        co_await makePicture(*next.key(), std::move(next.mapped().first), std::move(next.mapped().second));
    }
}

Op<void> IndiDevice::makePicture(Parameter &parameter, QByteArray blob, QString format)
{
    const auto *property = placeOf(parameter).property;
    try {
        auto image = co_await m_decoder.call([blob, format, most = m_settings.imageLimit] { return indi::blobImage(blob, format, most); });
        if (property->exists)
            parameter.setReading(std::move(image));
    } catch (const Error &error) {
        if (property->exists)
            parameter.setQuality(Quality::Invalid, error.message());
    }
}

void IndiDevice::passedOver(const QByteArray &beginning)
{
    const auto text = QString::fromUtf8(beginning);
    const auto has = [&](const char *attribute, const QString &value) {
        return text.contains(QStringLiteral("%1=\"%2\"").arg(QLatin1String(attribute), value.toHtmlEscaped()));
    };
    if (!has("device", m_settings.device))
        return;
    const auto why = tr("the image was longer than the limit of this connection; raise image_limit in the bench file");
    for (auto &[vector, property] : m_properties)
        if (property.vector.type == indi::Type::Blob && has("name", vector))
            for (auto *parameter : property.parameters)
                parameter->setQuality(Quality::Invalid, why);
}
} // namespace podium::devices
