#!/bin/sh
# Makes testdata/media, the attachments of testdata/messages. It was run once and its results are committed: encoders
# differ from version to version, and the messages must not. Run it again only to add an attachment, and then commit
# only that one.
#
# Needs: ImageMagick 6 (convert), exiftool, ffmpeg (libx264), espeak-ng, sox with AMR, python3 with reportlab, qpdf.
# Everything in the results is invented: the make of the camera, the serials, the people, the numbers (+1 555 01xx) and
# the hosts (example.org). All times are fixed.
set -eu
cd "$(dirname "$0")/../../testdata/media"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
when='2024:04:27 15:58:24'
when_iso='2024-04-27T13:58:24Z'

# landscape SEED WIDTH HEIGHT OUT: a photo-like picture. Sky with clouds, two ranges of hills, water with waves, grain.
landscape() {
	seed=$1 w=$2 h=$3 out=$4
	sky=$((h * 58 / 100)) sea=$((h - h * 58 / 100))
	convert -seed "$seed" -size "${w}x${sky}" gradient:'#3f78b8-#e9d8bd' "$work/sky.png"
	convert -seed "$((seed + 1))" -size "${w}x${sky}" plasma:grey50-grey60 -colorspace Gray -auto-level \
		-blur 0x3 -level 45%,95% -resize "${w}x${sky}!" "$work/cloud.png"
	convert "$work/sky.png" \( -size "${w}x${sky}" xc:'#fffaf0' "$work/cloud.png" -alpha off \
		-compose CopyOpacity -composite \) -compose Over -composite "$work/sky2.png"
	python3 - "$seed" "$w" "$h" >"$work/hills.mvg" <<'PY'
import random, sys
seed, w, h = map(int, sys.argv[1:])
rnd = random.Random(seed)
def ridge(base, rough):
    pts = [0.0, 0.0]; amp = rough
    while len(pts) < 257:
        nxt = []
        for a, b in zip(pts, pts[1:]):
            nxt += [a, (a + b) / 2 + rnd.uniform(-amp, amp)]
        pts = nxt + [pts[-1]]; amp *= 0.52
    return [(i * w / (len(pts) - 1), min(base + p, h * 0.6)) for i, p in enumerate(pts)]
for base, rough, colour in ((0.50, 0.17, '#6d7f93'), (0.57, 0.09, '#3b4a3a')):
    line = ' '.join('%.1f,%.1f' % p for p in ridge(base * h, rough * h))
    print("fill '%s' polygon %s %d,%.1f 0,%.1f" % (colour, line, w, h * 0.6, h * 0.6))
PY
	convert -size "${w}x${sea}" gradient:'#8fa9bd-#1f3d52' \
		\( -seed "$((seed + 2))" -size "${w}x${sea}" plasma:grey30-grey70 -colorspace Gray -auto-level \
		-resize "$((w * 3))x$((sea / 3))!" -gravity center -crop "${w}x$((sea / 3))+0+0" +repage -resize "${w}x${sea}!" \) \
		-compose SoftLight -composite "$work/sea.png"
	convert "$work/sky2.png" "$work/sea.png" -append \
		-draw "$(cat "$work/hills.mvg")" \
		-seed "$((seed + 3))" -attenuate 0.25 +noise Gaussian \
		-strip -sampling-factor 2x2 -quality 78 "$out"
}

# 1. The holiday photo: Exif with position, make, model and body serial; then the same picture without anything.
landscape 2711 1024 768 holiday-clean.jpg
exiftool -q -all= -overwrite_original holiday-clean.jpg
cp holiday-clean.jpg holiday.jpg
convert holiday-clean.jpg -resize 160x120 -strip -quality 60 "$work/thumb.jpg"
exiftool -q -overwrite_original \
	-IFD0:Make='Fictor' -IFD0:Model='Fictor P5' -IFD0:Software='P5-1.2.7' -IFD0:Orientation#=1 -IFD0:XResolution=72 -IFD0:YResolution=72 \
	-IFD0:ModifyDate="$when" -ExifIFD:DateTimeOriginal="$when" -ExifIFD:CreateDate="$when" -ExifIFD:OffsetTimeOriginal='+02:00' \
	-ExifIFD:ExposureTime=1/640 -ExifIFD:FNumber=1.8 -ExifIFD:ISO=50 -ExifIFD:FocalLength=4.7 -ExifIFD:Flash#=16 -ExifIFD:ExifVersion=0231 -ExifIFD:ColorSpace#=1 \
	-ExifIFD:ExifImageWidth=1024 -ExifIFD:ExifImageHeight=768 -ExifIFD:LensModel='Fictor P5 back camera 4.7mm f/1.8' \
	-ExifIFD:SerialNumber='FX5-0042117' -ExifIFD:LensSerialNumber='L-000981' -ExifIFD:OwnerName='Jana Nováková' \
	-GPS:GPSLatitude=50.086477 -GPS:GPSLatitudeRef=N -GPS:GPSLongitude=14.411437 -GPS:GPSLongitudeRef=E \
	-GPS:GPSAltitude=201.4 -GPS:GPSAltitudeRef#=0 -GPS:GPSDateStamp='2024:04:27' -GPS:GPSTimeStamp='13:58:24' \
	-GPS:GPSImgDirection=212.5 -GPS:GPSImgDirectionRef=T "-ThumbnailImage<=$work/thumb.jpg" holiday.jpg

# 2. Two small pictures for the slide show, one for the group message, and a snapshot without a trace.
landscape 31 320 240 slide-1.jpg
landscape 57 320 240 slide-2.jpg
landscape 83 480 360 lunch.jpg
for f in slide-1.jpg slide-2.jpg lunch.jpg; do exiftool -q -all= -overwrite_original "$f"; done

# 3. A sticker (PNG), an animation (GIF), a bitmap of the oldest kind (WBMP).
convert -size 128x128 xc:none -fill '#ffcc33' -stroke '#8a5a00' -strokewidth 3 -draw 'circle 64,64 64,8' \
	-fill '#4a2f00' -stroke none -draw 'circle 44,50 44,43 circle 84,50 84,43' \
	-fill none -stroke '#4a2f00' -strokewidth 5 -draw 'path "M 36,80 Q 64,108 92,80"' \
	-strip -define png:exclude-chunks=date,time "$work/sticker.png"
convert "$work/sticker.png" -colors 32 -strip -define png:exclude-chunks=date,time,bKGD PNG8:sticker.png
convert -delay 20 -loop 0 -size 64x64 \
	\( xc:white -fill red -draw 'circle 32,20 32,12' \) \( xc:white -fill red -draw 'circle 32,32 32,24' \) \
	\( xc:white -fill red -draw 'circle 32,44 32,36' \) \( xc:white -fill red -draw 'circle 32,32 32,24' \) \
	-layers optimize -strip bounce.gif
convert -size 48x32 xc:white -fill black -draw 'rectangle 4,4 43,27' -fill white -draw 'circle 24,16 24,8' \
	-monochrome logo.wbmp

# 4. The receipt.
/usr/bin/python3 - receipt.pdf <<'PY'
import sys
from reportlab.pdfgen import canvas
from reportlab.lib.units import mm
c = canvas.Canvas(sys.argv[1], pagesize=(80 * mm, 120 * mm), invariant=1, pageCompression=1)
c.setTitle('Receipt 2024-0427-118'); c.setAuthor('Till 3'); c.setSubject('Cafe Orange, Example Street 5')
c.setFont('Helvetica-Bold', 12); c.drawCentredString(40 * mm, 108 * mm, 'Cafe Orange')
c.setFont('Helvetica', 8); c.drawCentredString(40 * mm, 103 * mm, 'Example Street 5, tel. +1 555 0142')
y = 94
for what, price in (('2 x espresso', '5.60'), ('1 x apple strudel', '4.20'), ('1 x still water', '2.10')):
    c.drawString(8 * mm, y * mm, what); c.drawRightString(72 * mm, y * mm, price); y -= 5
c.line(8 * mm, (y + 2) * mm, 72 * mm, (y + 2) * mm); y -= 3
c.setFont('Helvetica-Bold', 9)
c.drawString(8 * mm, y * mm, 'Total EUR'); c.drawRightString(72 * mm, y * mm, '11.90')
c.setFont('Helvetica', 7); c.drawString(8 * mm, 10 * mm, '2024-04-27 15:58  till 3  no. 118'); c.showPage(); c.save()
PY
qpdf --check receipt.pdf >/dev/null

# 5. The voice note: AMR narrow band, 12.2 kbit/s.
espeak-ng -v en -s 165 -w "$work/voice.wav" \
	'Hi, it is me. The train is late again, I will be there at about half past six. Please keep a seat for me. Bye.'
sox -R "$work/voice.wav" -r 8000 -c 1 -t amr-nb -C 7 voice.amr

# 6. The video: H.263 and AMR in 3GP as phones made it, with the place in moov/udta; and H.264 and AAC in MP4.
convert holiday-clean.jpg -resize 220x165 "$work/pan.png"
ffmpeg -v error -y -loop 1 -framerate 12 -i "$work/pan.png" -i voice.amr -t 4 \
	-vf 'crop=176:144:x=(iw-176)*t/4:y=(ih-144)/2' -c:v h263 -b:v 60k -c:a copy \
	-metadata location='+50.0864+014.4114/' -metadata creation_time="$when_iso" -metadata title='Bridge' \
	-fflags +bitexact -flags:v +bitexact -f 3gp bridge.3gp
ffmpeg -v error -y -loop 1 -framerate 15 -i "$work/pan.png" -f lavfi -i 'sine=frequency=440:sample_rate=22050' -t 3 \
	-vf 'crop=176:144:x=(iw-176)*t/3:y=(ih-144)/2' -c:v libx264 -profile:v baseline -pix_fmt yuv420p -crf 30 \
	-c:a aac -b:a 24k -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -f mp4 clip.mp4

# 7. Text kinds.
printf '%s\r\n' 'BEGIN:VCARD' 'VERSION:2.1' \
	'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Nov=C3=A1kov=C3=A1;Jana' \
	'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jana Nov=C3=A1kov=C3=A1' 'ORG:Example Travel' \
	'TEL;CELL;VOICE:+15550100123' 'TEL;WORK:+15550100124' 'EMAIL;INTERNET:jana@example.org' \
	'ADR;HOME:;;Example Street 5;Springfield;;00000;Nowhere' 'BDAY:1984-02-29' 'END:VCARD' >contact.vcf
printf '%s\r\n' 'BEGIN:VCALENDAR' 'VERSION:1.0' 'BEGIN:VEVENT' 'SUMMARY:Lunch' 'LOCATION:Cafe Orange' \
	'DTSTART:20240428T113000Z' 'DTEND:20240428T123000Z' 'END:VEVENT' 'END:VCALENDAR' >lunch.vcs
