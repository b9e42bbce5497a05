package mmspdu

// ValueName is the name of an octet as value of the header, "Personal", and
// false when the header has no enumeration or the octet is not assigned
// (chapter 5).
func (f Field) ValueName(octet uint8) (string, bool) {
	row := octetRow(f, octet)
	return row.name, row.name != ""
}

// OctetByName is the octet that a name stands for as value of the header, in any letter case, and false when
// the header has no such value (chapter 5): the way back of ValueName.
func (f Field) OctetByName(name string) (uint8, bool) {
	for octet := firstValue; octet <= 0xFF; octet++ {
		if row := octetRow(f, uint8(octet)); row.name != "" && equalFold(name, row.name) {
			return uint8(octet), true
		}
	}
	return 0, false
}

// octetRow looks an octet up in the header's own table of chapter 5.
func octetRow(f Field, octet uint8) valueRow {
	switch f {
	case FieldMessageType:
		row := Type(octet).row()
		return valueRow{row.name, row.since}
	case FieldMMSVersion:
		if v := Version(octet); v.Known() {
			return valueRow{v.String(), v}
		}
		return valueRow{}
	case FieldResponseStatus:
		return responseStatusTables.row(octet)
	case FieldRetrieveStatus:
		return retrieveStatusTables.row(octet)
	case FieldStoreStatus:
		return storeStatusTables.row(octet)
	}
	return valueOf(octetTable(f), firstValue, octet)
}

// octetTable is the table of an enumeration without ranges, nil for the rest.
func octetTable(f Field) []valueRow {
	switch f {
	case FieldMessageClass:
		return messageClassTable[:]
	case FieldPriority:
		return priorityTable[:]
	case FieldSenderVisibility:
		return senderVisibilityTable[:]
	case FieldStatus:
		return statusTable[:]
	case FieldReadStatus:
		return readStatusTable[:]
	case FieldReplyCharging:
		return replyChargingTable[:]
	case FieldMMState:
		return mmStateTable[:]
	case FieldRecommendedRetrievalMode:
		return retrievalModeTable[:]
	case FieldContentClass:
		return contentClassTable[:]
	case FieldCancelStatus:
		return cancelStatusTable[:]
	}
	if f.row().kind == kindYesNo {
		return yesNoTable[:]
	}
	return nil
}
